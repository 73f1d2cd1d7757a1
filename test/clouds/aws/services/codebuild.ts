import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type CodeBuildEstate = Record<never, never>

export const codebuild = answerJson({})
