import type { Evaluation, Evidence } from '../../shared/evaluation.ts'
import type { ResourceRef } from '../../shared/resource.ts'
import type { Details } from '../sync/messages.ts'
import { absoluteTime, relativeTime } from '../ui/relative-time.ts'
import { EvidenceTable } from './evidence-table.tsx'
import type { PanelProps } from './panel-props.ts'
import { Remediation } from './remediation.tsx'
import { text } from './text.ts'

type Props = Details['findings'][number] &
  Pick<PanelProps, 'now' | 'tabUrl' | 'busy' | 'onReevaluate' | 'onJump'> & { readonly resource: ResourceRef }

/** One control's answer: the evidence, how to fix it, and its life so far. */
export function Finding({ control, evaluation, resource, ...props }: Props) {
  const { now, busy, onReevaluate } = props
  return (
    <div class="finding">
      <p class="quiet">
        {text.cid(control.cid)} · {control.service} · {text.criticality[control.criticality]} ·{' '}
        {text.result[evaluation.result]}
      </p>
      {evaluation.result === 'UNKNOWN' && <Unknown evidence={evaluation.evidence} />}
      <h3>{text.evidence}</h3>
      <EvidenceTable evidence={evaluation.evidence} />
      <Remediation
        heading={evaluation.result === 'UNKNOWN' ? text.fixLater : text.fix}
        control={control}
        resource={resource}
        {...props}
      />
      <h3>{text.why}</h3>
      <p>
        {control.evaluates} {control.rationale}
      </p>
      {control.references.length > 0 && <References urls={control.references} />}
      <h3>{text.life}</h3>
      <Life evaluation={evaluation} now={now} />
      <button
        type="button"
        class="plain"
        aria-disabled={busy !== undefined}
        aria-label={`${text.reevaluate}: ${control.title}`}
        onClick={() => busy === undefined && onReevaluate(resource.id, control.cid)}
      >
        {busy === control.cid ? text.reevaluating : text.reevaluate}
      </button>
    </div>
  )
}

/** The evidence of an unknown names the missing permission as `needs s3:GetBucketPolicy`. */
function Unknown({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const permissions = evidence.flatMap(({ expected }) => /^needs (\S+)$/.exec(expected)?.[1] ?? [])
  return (
    <div class="unknown">
      <p>{text.unknownHint}</p>
      <p>{permissions.length > 0 ? text.grant([...new Set(permissions)].join(', ')) : text.noPermission}</p>
    </div>
  )
}

function References({ urls }: { readonly urls: readonly string[] }) {
  return (
    <ul class="references" aria-label={text.references}>
      {urls.filter(isHttps).map((url) => (
        <li key={url}>
          <a href={url} target="_blank" rel="noreferrer noopener">
            {url.replace(/^https:\/\//, '')}
          </a>
        </li>
      ))}
    </ul>
  )
}

const isHttps = (url: string) => URL.canParse(url) && new URL(url).protocol === 'https:'

function Life({ evaluation, now }: { readonly evaluation: Evaluation; readonly now: Date }) {
  const moments: readonly (readonly [string, string | undefined])[] = [
    [text.firstEvaluated, evaluation.firstEvaluated],
    [text.lastEvaluated, evaluation.lastEvaluated],
    [text.lastReopened, evaluation.lastReopened],
    [text.lastFixed, evaluation.lastFixed],
  ]
  return (
    <dl class="life">
      {moments.map(([label, iso]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{iso ? <Moment iso={iso} now={now} /> : <span class="quiet">{text.never}</span>}</dd>
        </div>
      ))}
    </dl>
  )
}

function Moment({ iso, now }: { readonly iso: string; readonly now: Date }) {
  if (Number.isNaN(Date.parse(iso))) return <span class="quiet">{text.never}</span>
  return (
    <time dateTime={iso}>
      {relativeTime(iso, now)}
      <span class="quiet">{absoluteTime(iso)}</span>
    </time>
  )
}
