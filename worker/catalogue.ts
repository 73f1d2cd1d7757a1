import type { Control } from '../shared/control.ts'
import type { Policy } from '../shared/policy.ts'
import type { Evaluator } from './evaluator.ts'

/** A control of one's own, as it is stored. */
export type OwnControl = {
  readonly cid: number
  readonly version: number
  readonly author: string
  readonly created: string
  readonly modified: string
  readonly text: string
  readonly copiedFrom?: number | undefined
  /** What was told of it when it was saved: all that is left of one that no longer compiles. */
  readonly control: Control
}

/** Everything of one's own that is stored. */
export type Own = { readonly controls: readonly OwnControl[]; readonly policies: readonly Policy[] }

/** The text of a control that is being written. */
export type Draft = {
  readonly text: string
  readonly cid?: number | undefined
  readonly copiedFrom?: number | undefined
}

/** Something wrong in the text of a control. Lines and columns count from 1; `length` is that of the word. */
export type TextProblem = {
  readonly line: number
  readonly column: number
  readonly length: number
  readonly message: string
}

/** What one of a control's examples expects, and what the control says. */
export type TriedExample = { readonly name: string; readonly expected: string; readonly got: string }

/** What is wrong with a draft; `control` is what would be told of it, and is there unless the text cannot be read. */
export type Checked = {
  readonly problems: readonly TextProblem[]
  readonly examples: readonly TriedExample[]
  readonly control?: Control
}

/** The controls and policies in force: the built-in ones, and those of one's own that were taken over last. */
export type Catalogue = {
  /** Always the same object; what it says changes with `adopt`. */
  readonly evaluator: Evaluator
  /** Checks a draft as built-in files are checked, and runs its examples. */
  readonly check: (draft: Draft) => Checked
  /** An evaluator of one draft alone; `undefined` where its text is wrong. */
  readonly alone: (draft: Draft) => Evaluator | undefined
  /**
   * Takes over what is stored, in place of what was taken over before. One that does not compile any more is listed with
   * its problems and answers nothing; a policy's controls that are not there any more are left out.
   */
  readonly adopt: (own: Own) => void
  /** The text of a built-in control's file. */
  readonly textOf: (cid: number) => string | undefined
}
