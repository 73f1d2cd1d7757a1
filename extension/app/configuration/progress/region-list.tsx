import { visibleText } from '../../../ui/visible-text.ts'
import { text } from '../../text/configuration.ts'
import { Mark } from './mark.tsx'
import styles from './region-list.module.css'
import type { Service } from './services.ts'

/** The regions of a service by name: how far each is, and how much was found in it. */
export const RegionList = ({ regions }: Pick<Service, 'regions'>) => (
  <ul class={styles.list}>
    {regions.map(({ region, state, cell }) => (
      <li key={region}>
        <Mark state={state} isBesideText />
        {text.inRegion(visibleText(regionName(region)), text.partStates[state], cell.resources)}
      </li>
    ))}
  </ul>
)

/** What a region is called; what is of no region has a name, too. */
export const regionName = (region: string): string => (region === 'global' ? text.global : region)
