import { buildConsoleUrl, inSession } from '../../shared/console-links/index.ts'
import type { Control } from '../../shared/control.ts'
import type { ResourceRef } from '../../shared/resource.ts'
import { Name } from '../ui/name.tsx'
import { Code } from './code.tsx'
import { fillShell, fillTerraform, fillText, valuesOf } from './fill.ts'
import { text } from './text.ts'

type Props = {
  readonly heading: string
  readonly control: Control
  readonly resource: ResourceRef
  readonly tabUrl?: string
  readonly onJump?: (url: string) => void
}

/** The way to the fix: the jump, the steps, and the same as a command or as Terraform, for this very resource. */
export function Remediation({ heading, control: { remediation, title }, resource, ...props }: Props) {
  const values = valuesOf(resource)
  const { view, steps, cli, terraform } = remediation
  return (
    <>
      <h3>{heading}</h3>
      <Jump resource={resource} view={view} title={title} {...props} />
      <ol>
        {steps.map((step) => (
          <li key={step}>
            {fillText(step, values).map(({ at, text: part, isValue }) =>
              isValue ? (
                <b key={at}>
                  <Name text={part} />
                </b>
              ) : (
                part
              ),
            )}
          </li>
        ))}
      </ol>
      {cli && <Code title={text.cli} code={fillShell(cli, values)} />}
      {terraform && <Code title={text.terraform} code={fillTerraform(terraform, values)} />}
    </>
  )
}

type JumpProps = Pick<Props, 'resource' | 'tabUrl' | 'onJump'> & {
  readonly view: string | undefined
  readonly title: string
}

function Jump({ resource, view, title, tabUrl, onJump }: JumpProps) {
  const link = buildConsoleUrl(resource, view)
  if (!link) return <p class="quiet">{text.noJump}</p>
  const url = inSession(link.url, tabUrl, resource.account)
  const hint = text.jumpHint[link.precision]
  const follow = (event: Event) => {
    if (!onJump) return
    event.preventDefault()
    onJump(url)
  }
  return (
    <p class="jump">
      <a class="main" href={url} aria-label={`${text.jump[link.precision]}: ${title}`} onClick={follow}>
        {text.jump[link.precision]}
      </a>
      {hint && <span class="quiet">{hint}</span>}
    </p>
  )
}
