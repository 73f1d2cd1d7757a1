import type { InferResponseType } from 'hono/client'
import type { Posture } from '../../../../shared/summary.ts'
import type { ApiClient } from '../../../sync/api-client.ts'
import { Name } from '../../../ui/name.tsx'
import { SeverityMark } from '../../../ui/severity-mark.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { linkTo } from '../../address.ts'
import { PageHead } from '../../page-head.tsx'
import { PostureBar } from '../../posture-bar.tsx'
import { text } from '../../text/monitor.ts'
import styles from './control-head.module.css'

/** A control with its texts. */
export type ControlDetail = InferResponseType<ApiClient['controls'][':cid']['$get'], 200>

type Props = {
  readonly control: ControlDetail
  /** Of the evaluations that the address asks for. */
  readonly posture: Posture | undefined
  readonly at: Date | undefined
  readonly isLoading: boolean
}

/** The way back to all controls. */
export const trail = () => [{ label: text.title, href: linkTo(['monitor']) }]

/** What control this is, and how it stands. */
export function ControlHead({ control, posture, at, isLoading }: Props) {
  const { cid, title, criticality, cloud, service, evaluates, problems, origin } = control
  return (
    <PageHead
      title={title}
      trail={trail()}
      mark={<SeverityMark severity={criticality} />}
      age={{ at, isLoading }}
      about={
        <div class={styles.about}>
          <div class={styles.what}>
            <p class={styles.facts}>
              <span>{text.cidOf(cid)}</span>
              <span>{text.criticalityOf[criticality]}</span>
              <span>{text.cloud[cloud]}</span>
              <Name text={service} />
              {origin && <Tag>{text.own}</Tag>}
            </p>
            <p class={styles.evaluates}>
              <Name text={evaluates} />
            </p>
            {problems && problems.length > 0 && (
              <p class={styles.problems} role="alert">
                {text.problems}
              </p>
            )}
          </div>
          <div class={styles.posture}>
            {posture ? <PostureBar posture={posture} hasLegend /> : <Skeleton height="32px" />}
          </div>
        </div>
      }
    />
  )
}
