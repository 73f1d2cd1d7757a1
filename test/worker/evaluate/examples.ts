export { type Example, inputOf, judgeExample, refused } from '../../../worker/evaluate/examples.ts'
