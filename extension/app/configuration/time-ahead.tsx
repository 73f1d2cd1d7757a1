import { absoluteTime } from '../../ui/relative-time.ts'
import { text } from '../text/configuration.ts'

type Props = { readonly iso: string | undefined; readonly now: Date }

/** "in 3 hours", with the moment itself on hover. */
export function TimeAhead({ iso, now }: Props) {
  if (!iso) return <>{text.none}</>
  return (
    <time dateTime={iso} title={absoluteTime(iso)}>
      {wordsFor(Math.round((Date.parse(iso) - now.getTime()) / 60_000))}
    </time>
  )
}

function wordsFor(minutes: number): string {
  if (minutes < 1) return text.inTime.now
  if (minutes < 60) return text.inTime.minutes(minutes)
  if (minutes < 48 * 60) return text.inTime.hours(Math.round(minutes / 60))
  return text.inTime.days(Math.round(minutes / 1440))
}
