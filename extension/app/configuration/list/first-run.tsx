import { clouds } from '../../../../shared/resource.ts'
import { Icon } from '../../../ui/icon.tsx'
import { linkTo } from '../../address.ts'
import { text } from '../../text/configuration.ts'
import { useRefusal } from '../../use-refusal.ts'
import styles from './first-run.module.css'

/** Nothing is connected yet: the three ways to begin. */
export function FirstRun() {
  const isRefused = useRefusal(text.mayNot)('create') !== undefined
  return (
    <section class={styles.first}>
      <h1>{text.firstTitle}</h1>
      <p class={styles.why}>{isRefused ? text.firstReader : text.firstWhy}</p>
      {!isRefused && (
        <ul class={styles.clouds}>
          {clouds.map((cloud) => (
            <li key={cloud}>
              <a href={linkTo(['configuration', 'new', cloud])}>
                <span class={styles.name}>
                  {text.connect(text.cloudNames[cloud])}
                  <Icon name="forward" isDirected />
                </span>
                <span class={styles.needs}>{text.needs[cloud]}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
