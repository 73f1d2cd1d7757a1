import type { Details } from '../sync/messages.ts'
import { Ago } from '../ui/ago.tsx'
import { BrandMark } from '../ui/brand-mark.tsx'
import { Name } from '../ui/name.tsx'
import { Finding } from './finding.tsx'
import css from './panel.css?inline'
import type { PanelProps } from './panel-props.ts'
import { Mark } from './severity.tsx'
import { text } from './text.ts'

/** All about one resource: what fails, the evidence, and the way to the fix. Needs nothing but its props. */
export function Panel(props: PanelProps) {
  const { content, form, theme, now, onClose } = props
  const name = content.kind === 'ready' ? content.details.resource.name : content.name
  return (
    <section class={`panel ${form}`} dir="ltr" lang="en" data-theme={theme} aria-label={text.panel(name ?? text.brand)}>
      <style>{css}</style>
      <header>
        <BrandMark />
        <span class="brand">{text.brand}</span>
        {content.kind === 'ready' && (
          <span class="age">
            {content.details.synced ? (
              <>
                {text.synced} <Ago iso={content.details.synced} now={now} />
              </>
            ) : (
              text.neverSynced
            )}
          </span>
        )}
        {onClose && (
          <button type="button" class="close" aria-label={text.close} onClick={onClose}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M3 3l10 10M13 3L3 13" />
            </svg>
          </button>
        )}
      </header>
      <div class="body">
        <Body {...props} />
      </div>
    </section>
  )
}

function Body(props: PanelProps) {
  const { content, onRetry } = props
  if (content.kind === 'ready') return <Ready {...props} details={content.details} />
  const title = content.name ? (
    <h2>
      <Name text={content.name} />
    </h2>
  ) : null
  if (content.kind === 'loading') return <Message title={title} lead={text.loading} />
  if (content.kind === 'clean') return <Message title={title} lead={text.clean} hint={text.cleanHint} />
  return (
    <Message title={title} lead={text.problem} hint={content.problem}>
      {onRetry && (
        <button type="button" class="plain" onClick={onRetry}>
          {text.retry}
        </button>
      )}
    </Message>
  )
}

type MessageProps = {
  readonly title: preact.VNode | null
  readonly lead: string
  readonly hint?: string
  readonly children?: preact.ComponentChildren
}

function Message({ title, lead, hint, children }: MessageProps) {
  return (
    <div class="message" role="status">
      {title}
      <p>{lead}</p>
      {hint && <p class="quiet">{hint}</p>}
      {children}
    </div>
  )
}

function Ready({ details, ...props }: PanelProps & { readonly details: Details }) {
  const { resource, findings } = details
  const { busy, problem, onReevaluate } = props
  const failed = findings.filter(({ evaluation }) => evaluation.result === 'FAIL')
  const unknown = findings.filter(({ evaluation }) => evaluation.result === 'UNKNOWN')
  return (
    <>
      <h2>
        <Name text={resource.name || resource.id} />
      </h2>
      <p class="sum">
        {failed.length > 0 && text.failed(failed.length)}
        {failed.length > 0 && unknown.length > 0 && ', '}
        {unknown.length > 0 && (failed.length > 0 ? text.alsoUnknown : text.unknown)(unknown.length)}
      </p>
      <dl class="facts">
        <dt>{text.resourceId}</dt>
        <dd>
          <Name text={resource.id} />
        </dd>
        <dt>{text.account}</dt>
        <dd>
          <Name text={resource.account} />
        </dd>
        <dt>{text.region}</dt>
        <dd>
          <Name text={resource.region} />
        </dd>
      </dl>
      <div class="actions">
        <button
          type="button"
          class="plain"
          aria-disabled={busy !== undefined}
          onClick={() => busy === undefined && onReevaluate(resource.id)}
        >
          {busy === 'all' ? text.reevaluating : text.reevaluateAll}
        </button>
      </div>
      <p class="problem" role="alert">
        {problem}
      </p>
      <p class="sr" role="status">
        {busy !== undefined && text.reevaluating}
      </p>
      {findings.map((finding, index) => (
        <details key={finding.control.cid} open={index === 0}>
          <summary>
            <Mark of={finding} />
            <span>{finding.control.title}</span>
          </summary>
          <Finding {...props} {...finding} resource={resource} />
        </details>
      ))}
    </>
  )
}
