export { suggestion } from '../../shared/nearest.ts'
