import { ProblemBox } from '../../ui/problem-box.tsx'
import { SeverityMark } from '../../ui/severity-mark.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Tag } from '../../ui/tag.tsx'
import { place, setParams } from '../address.ts'
import { PageHead } from '../page-head.tsx'
import { PostureBar } from '../posture-bar.tsx'
import { useRead } from '../read.ts'
import { Shown } from '../shown.tsx'
import { text } from '../text/policies.ts'
import { ControlAbout } from './control-about.tsx'
import { ControlActions } from './control-actions.tsx'
import { ControlFile } from './control-file.tsx'
import type { ControlDetail } from './data.ts'
import { links } from './places.ts'
import styles from './policies.module.css'
import { scopeQuery } from './scope.ts'
import { Versions } from './versions.tsx'

/** One control: its text, how it stands, its file and, of one's own, its versions. */
export function ControlPage({ cid }: { readonly cid: number }) {
  const read = useRead((api) => api.controls[':cid'], { param: { cid: String(cid) }, query: scopeQuery() })
  return (
    <Shown read={read} head={{ title: text.columns.control, trail: trail() }}>
      {(control) => <Whole key={control.cid} control={control} at={read.at} />}
    </Shown>
  )
}

const trail = () => [{ label: text.tabs.controls, href: links.home('controls') }]

type Props = { readonly control: ControlDetail; readonly at: Date | undefined }

function Whole({ control, at }: Props) {
  const { cid, title, criticality, cloud, service, origin, version = 1, author = '', problems, posture } = control
  const tabs = [
    { id: 'about', label: text.control.about },
    { id: 'file', label: text.control.file },
    ...(origin ? [{ id: 'versions', label: text.control.versions }] : []),
  ]
  const tab = tabs.find(({ id }) => id === place.value.params.tab)?.id ?? 'about'
  return (
    <article class={styles.page}>
      <PageHead
        title={title}
        trail={trail()}
        age={{ at }}
        about={
          <>
            <span class={styles.mark}>
              <SeverityMark severity={criticality} /> {text.criticality[criticality]}
            </span>
            <span>{text.cid(cid)}</span>
            <span>
              {text.clouds[cloud]} · {service}
            </span>
            {origin ? <Tag>{text.ownVersion(version, author)}</Tag> : <Tag tone="quiet">{text.builtIn}</Tag>}
          </>
        }
      >
        <ControlActions control={control} />
      </PageHead>
      {problems && <ProblemBox message={text.control.broken} advice={problems.join(' ')} />}
      <section class={styles.posture} aria-label={text.columns.posture}>
        <PostureBar posture={posture} hasLegend />
        <p class={styles.line}>
          <a href={links.evaluated(cid)}>{text.control.resources}</a>
          {origin && <Judging cid={cid} />}
        </p>
      </section>
      <Tabs
        label={text.control.sections}
        items={tabs}
        current={tab}
        onSelect={(id) => setParams({ tab: id === 'about' ? undefined : id })}
      >
        {tab === 'about' && <ControlAbout control={control} />}
        {tab === 'file' && <ControlFile key={version} cid={cid} />}
        {tab === 'versions' && <Versions cid={cid} current={version} />}
      </Tabs>
    </article>
  )
}

/** A save is judged in the background: until then the figures are those of the version before. */
function Judging({ cid }: { readonly cid: number }) {
  const { data } = useRead((api) => api['own-controls'][':cid'], { param: { cid: String(cid) } })
  if (!data?.evaluating) return null
  return (
    <span class={styles.quiet} role="status">
      {text.control.evaluating}
    </span>
  )
}
