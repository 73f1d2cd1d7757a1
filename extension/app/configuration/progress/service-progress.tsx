import { useId, useState } from 'preact/hooks'
import type { Run } from '../../../../shared/run.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import readers from '../../../ui/unseen.module.css'
import { visibleText } from '../../../ui/visible-text.ts'
import { useRead } from '../../read.ts'
import { text } from '../../text/configuration.ts'
import { usePolling } from '../../use-polling.ts'
import { Trouble } from '../trouble.tsx'
import { Mark } from './mark.tsx'
import { RegionList, regionName } from './region-list.tsx'
import styles from './service-progress.module.css'
import { type PartState, type Service, servicesOf } from './services.ts'

/** How far a run is, or was, with each service in each region. Runs of long ago have none. */
export function ServiceProgress({ run }: { readonly run: Run }) {
  const { data, problem, refresh } = useRead((api) => api.runs[':id'].progress, { param: { id: run.id } })
  usePolling(run.ended === undefined, refresh)
  if (!data) return problem ? <Trouble problem={problem} onRetry={refresh} /> : <Skeleton width="60%" height="16px" />
  const services = servicesOf(data.items)
  if (services.length === 0) return null
  const hasRegions = services.some(({ regions }) => regions.length > 1)
  return (
    <details class={styles.fold}>
      <summary>{text.byService(services.length)}</summary>
      <Legend />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must be scrollable by keyboard */}
      <section class={styles.scroll} tabIndex={0} aria-label={text.byServiceTable}>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{text.serviceColumns.service}</th>
              {hasRegions && <th scope="col">{text.serviceColumns.regions}</th>}
              <th scope="col" class={styles.end}>
                {text.serviceColumns.parts}
              </th>
              <th scope="col" class={styles.end}>
                {text.serviceColumns.resources}
              </th>
            </tr>
          </thead>
          <tbody>
            {services.map((service) => (
              <Line key={service.name} service={service} hasRegions={hasRegions} />
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

/** A service; its regions by name below it, once they are asked for. */
function Line({ service, hasRegions }: { readonly service: Service; readonly hasRegions: boolean }) {
  const { name, state, resources, done, all, failed, regions } = service
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <tr class={isOpen ? styles.open : undefined}>
        <th scope="row">
          <Mark state={state} isBesideText />
          {visibleText(name)}
          <span class={readers.unseen}>, {text.partStates[state]}</span>
        </th>
        {hasRegions && (
          <td>
            <button
              type="button"
              class={styles.regions}
              aria-expanded={isOpen}
              aria-controls={isOpen ? id : undefined}
              aria-label={text.regionsOf(visibleText(name), wordsOf(service))}
              onClick={() => setOpen(!isOpen)}
            >
              <Icon name={isOpen ? 'down' : 'forward'} isDirected={!isOpen} />
              <span class={styles.strip}>
                {regions.map(({ region, state: own }) => (
                  <Mark key={region} state={own} />
                ))}
              </span>
            </button>
          </td>
        )}
        <td class={styles.end}>
          {text.partsOf(done, all)}
          {failed > 0 && <span class={styles.bad}>{text.partsFailed(failed)}</span>}
        </td>
        <td class={styles.end}>{resources.toLocaleString('en')}</td>
      </tr>
      {isOpen && (
        <tr id={id}>
          <td colSpan={4}>
            <RegionList regions={regions} />
          </td>
        </tr>
      )}
    </>
  )
}

const states: readonly PartState[] = ['done', 'reading', 'waiting', 'failed']

const Legend = () => (
  <p class={styles.legend} aria-hidden="true">
    {states.map((state) => (
      <span key={state}>
        <Mark state={state} isBesideText />
        {text.partStates[state]}
      </span>
    ))}
  </p>
)

/** "eu-west-1 read, us-east-1 failed": the regions by state, for who does not see the marks. */
const wordsOf = ({ regions }: Service): string =>
  [...Map.groupBy(regions, ({ state }) => state)]
    .map(([state, own]) => `${text.partStates[state]}: ${own.map(({ region }) => regionName(region)).join(', ')}`)
    .join('; ')
