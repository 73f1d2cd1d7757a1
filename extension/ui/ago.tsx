import { absoluteTime, relativeTime } from './relative-time.ts'

type Props = {
  readonly iso: string
  readonly now: Date
}

/** "3 minutes ago", with the moment itself on hover. */
export function Ago({ iso, now }: Props) {
  return (
    <time dateTime={iso} title={absoluteTime(iso)}>
      {relativeTime(iso, now)}
    </time>
  )
}
