import type { ComponentChildren } from 'preact'
import { useEffect, useErrorBoundary, useRef } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { place } from '../address.ts'
import { forgetKeptAnswers } from '../read.ts'
import { text } from '../text/frame.ts'

/**
 * Says so where a view cannot be drawn, instead of a page that is empty. What was kept is forgotten then: an answer from
 * before an update may lack what is drawn now, and would be the first thing drawn the next time.
 */
export function ViewGuard({ children }: { readonly children: ComponentChildren }) {
  const at = place.value.path.join('/')
  const brokenAt = useRef<string | undefined>(undefined)
  const [error, reset] = useErrorBoundary(() => {
    brokenAt.current = place.peek().path.join('/')
    forgetKeptAnswers()
  })
  useEffect(() => {
    if (brokenAt.current === undefined || brokenAt.current === at) return
    brokenAt.current = undefined
    reset()
  }, [at, reset])

  if (!error) return <>{children}</>
  return (
    <EmptyState title={text.notDrawn}>
      <p role="alert">{text.notDrawnWhy}</p>
      <p>
        <code>{visibleText(error instanceof Error ? error.message : String(error))}</code>
      </p>
      <Button kind="primary" onClick={reset}>
        {text.retry}
      </Button>
    </EmptyState>
  )
}
