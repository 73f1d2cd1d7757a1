import { useEffect, useState } from 'preact/hooks'
import type { WorkerProblem } from '../../sync/worker-problem.ts'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toProblem } from '../read.ts'
import { text } from '../text/policies.ts'
import { worker } from '../worker.ts'
import { FileText } from './file-text.tsx'
import styles from './policies.module.css'
import { readControlFile } from './read-control-file.ts'

/** The file of a control, as it is written. */
export function ControlFile({ cid }: { readonly cid: number }) {
  const [file, setFile] = useState<string>()
  const [problem, setProblem] = useState<WorkerProblem>()
  const [turn, setTurn] = useState(0)
  const address = worker.value?.worker
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again at every turn
  useEffect(() => {
    let isHere = true
    setProblem(undefined)
    readControlFile(cid).then(
      (read) => isHere && setFile(read),
      (error: unknown) => isHere && setProblem(toProblem(error)),
    )
    return () => {
      isHere = false
    }
  }, [cid, turn, address])
  if (problem) {
    return (
      <ProblemBox
        message={problem.message}
        advice={problem.details.advice}
        retry={{ label: text.retry, onRetry: () => setTurn((before) => before + 1) }}
      />
    )
  }
  if (file === undefined) {
    return (
      <div class={styles.waiting} role="status" aria-label={text.loading}>
        <Skeleton width="50%" />
        <Skeleton width="70%" />
        <Skeleton width="60%" />
      </div>
    )
  }
  return <FileText label={text.control.file} content={file} />
}
