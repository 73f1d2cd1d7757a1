import type { ComponentChildren } from 'preact'
import { typeLabel } from '../../popup/type-label.ts'
import { Name } from '../../ui/name.tsx'
import { absoluteTime } from '../../ui/relative-time.ts'
import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/policies.ts'
import { Holders, Mandates, References } from './control-belongs.tsx'
import { Parameters } from './control-parameters.tsx'
import type { ControlDetail } from './data.ts'
import { links } from './places.ts'
import styles from './policies.module.css'

const words = text.control

/** What a control says in words, and what it belongs to. */
export function ControlAbout({ control }: { readonly control: ControlDetail }) {
  const { evaluates, rationale, resources, parameters, remediation, slug, copiedFrom, created, modified } = control
  return (
    <div class={styles.columns}>
      <div class={styles.texts}>
        <Section title={words.evaluates}>
          <Prose>{evaluates}</Prose>
        </Section>
        <Section title={words.rationale}>
          <Prose>{rationale}</Prose>
        </Section>
        {parameters && Object.keys(parameters).length > 0 && (
          <Section title={words.parameters}>
            <Parameters parameters={parameters} />
          </Section>
        )}
        <Section title={words.steps}>
          <ol class={styles.steps}>
            {remediation.steps.map((step) => (
              <li key={step}>{visibleText(step, 2000)}</li>
            ))}
          </ol>
        </Section>
        {remediation.cli && (
          <Section title={words.cli}>
            <Code text={remediation.cli} label={words.cli} />
          </Section>
        )}
        {remediation.terraform && (
          <Section title={words.terraform}>
            <Code text={remediation.terraform} label={words.terraform} />
          </Section>
        )}
      </div>
      <div class={styles.texts}>
        <Section title={words.types}>
          <ul class={styles.plain}>
            {resources.map((type) => (
              <li key={type}>
                {typeLabel(type)} <code class={styles.quiet}>{type}</code>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={words.policies}>
          <Holders slugs={control.policies} />
        </Section>
        <Section title={words.mandates}>
          <Mandates mandates={control.mandates} />
        </Section>
        {control.references.length > 0 && (
          <Section title={words.references}>
            <References urls={control.references} />
          </Section>
        )}
        <dl class={styles.facts}>
          <Fact name={words.path}>
            <Name text={slug} />
          </Fact>
          {copiedFrom !== undefined && (
            <Fact name={words.copiedFrom}>
              <a href={links.control(copiedFrom)}>{text.cid(copiedFrom)}</a>
            </Fact>
          )}
          {created && <Fact name={words.created}>{absoluteTime(created)}</Fact>}
          {modified && <Fact name={words.modified}>{absoluteTime(modified)}</Fact>}
        </dl>
      </div>
    </div>
  )
}

type Held = { readonly children: ComponentChildren }

const Section = ({ title, children }: Held & { readonly title: string }) => (
  <section>
    <h2 class={styles.heading2}>{title}</h2>
    {children}
  </section>
)

const Fact = ({ name, children }: Held & { readonly name: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const Prose = ({ children }: { readonly children: string }) => (
  <p class={styles.prose}>{visibleText(children, 10_000)}</p>
)

/** Commands and files; scrolled by key where they are wide. */
const Code = ({ text: code, label }: { readonly text: string; readonly label: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by key
  <section class={styles.code} aria-label={label} tabIndex={0}>
    <pre>{code.trimEnd()}</pre>
  </section>
)
