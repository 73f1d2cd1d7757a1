import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { saveFile } from '../../save-file.ts'
import { text } from '../../text/configuration-connect.ts'
import styles from './guide-panel.module.css'
import type { Guide } from './use-guide.ts'

/** The steps, each with the files that it names; any of them can be folded away when it is done. */
export function GuideSteps({ guide: { steps, files } }: { readonly guide: Guide }) {
  return (
    <ol class={styles.steps}>
      {steps.map((step) => {
        const own = files.filter(({ name }) => step.text.includes(name))
        return (
          <li key={step.title}>
            <details open>
              <summary>{step.title}</summary>
              <p>{step.text}</p>
              {own.map((file) => (
                <Button key={file.name} onClick={() => saveFile(file.name, file.content)}>
                  <Icon name="download" />
                  {text.download(file.name)}
                </Button>
              ))}
            </details>
          </li>
        )
      })}
    </ol>
  )
}
