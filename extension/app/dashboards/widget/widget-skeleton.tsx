import type { WidgetType } from '../../../../shared/dashboard.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import styles from './widget-card.module.css'

/** Holds the place of what a widget will show. */
export function WidgetSkeleton({ type }: { readonly type: WidgetType }) {
  if (type === 'count') return <Skeleton width="96px" height="36px" />
  return (
    <div class={styles.skeleton}>
      {['86%', '72%', '64%', '48%', '36%'].map((width) => (
        <Skeleton key={width} width={width} height="14px" />
      ))}
    </div>
  )
}
