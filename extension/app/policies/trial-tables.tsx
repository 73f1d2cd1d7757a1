import { typeLabel } from '../../popup/type-label.ts'
import { Name } from '../../ui/name.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { linkTo } from '../address.ts'
import { text } from '../text/policies.ts'
import type { Trial } from './data.ts'
import styles from './policies.module.css'

const words = text.trial

type Tried = NonNullable<Trial['trial']>

/** Resources with what was found of them. */
export function Samples({ samples }: { readonly samples: Tried['failing'] }) {
  return (
    <div class={styles.scrolls}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.resource}</th>
            <th scope="col">{words.account}</th>
            <th scope="col">{words.region}</th>
            <th scope="col">{words.evidence}</th>
          </tr>
        </thead>
        <tbody>
          {samples.map(({ resourceId, name, type, account, region, evidence }) => (
            <tr key={resourceId}>
              <th scope="row">
                <a href={linkTo(['resources', 'detail', resourceId])}>
                  <Name text={name || resourceId} />
                </a>{' '}
                <span class={styles.quiet}>{typeLabel(type)}</span>
              </th>
              <td>{visibleText(account)}</td>
              <td>{region || text.none}</td>
              <td>
                {evidence.map(({ setting, actual, expected }) => (
                  <div key={`${setting} ${expected}`} class={styles.breaks}>
                    {visibleText(setting)}: {visibleText(words.found(actual, expected), 500)}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** How a trial came out, account by account. */
export function Accounts({ accounts }: { readonly accounts: Tried['accounts'] }) {
  return (
    <>
      <h3 class={styles.heading3}>{words.accounts}</h3>
      <div class={styles.scrolls}>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.account}</th>
              {[words.pass, words.fail, words.unknown].map((title) => (
                <th key={title} scope="col" class={styles.end}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {accounts.map(({ connectorId, account, pass, fail, unknown }) => (
              <tr key={`${connectorId} ${account}`}>
                <th scope="row">{visibleText(account)}</th>
                {[pass, fail, unknown].map((many, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={at} class={styles.end}>
                    {many.toLocaleString('en')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
