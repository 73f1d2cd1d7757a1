import { outcomes } from '../evaluation.ts'
import type { Token } from './token.ts'

/** What can be asked of an evaluation, besides what can be asked of its control and its resource. */
export const evaluationTokens: readonly Token[] = [
  {
    name: 'control.result',
    aliases: ['result', 'evaluation.result', 'outcome'],
    kind: 'choice',
    values: outcomes,
    synonyms: { passe: 'EXCEPTED', exception: 'EXCEPTED', passed: 'PASS', failed: 'FAIL' },
    description: 'PASS, FAIL, UNKNOWN, or EXCEPTED while an exception holds.',
  },
  {
    name: 'exception.status',
    aliases: ['exceptionStatus'],
    kind: 'choice',
    values: ['ACTIVE', 'NONE'],
    synonyms: { approved: 'ACTIVE', active: 'ACTIVE' },
    description: 'Whether an exception holds.',
  },
  {
    name: 'evaluatedOn',
    aliases: ['lastEvaluated', 'evaluation.lastEvaluated'],
    kind: 'date',
    description: 'When it was last evaluated.',
  },
  { name: 'firstEvaluated', kind: 'date', description: 'When it was first evaluated.' },
  { name: 'lastReopened', aliases: ['dateReopen'], kind: 'date', description: 'When it last went from PASS to FAIL.' },
  { name: 'lastFixed', aliases: ['dateFixed'], kind: 'date', description: 'When it last went from FAIL to PASS.' },
]
