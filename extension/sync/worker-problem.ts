/** A failure that the user is told about: `message` is a whole sentence. */
export class WorkerProblem extends Error {
  override readonly name = 'WorkerProblem'
}
