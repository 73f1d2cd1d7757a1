import type { NotificationMessage } from '../../shared/notification.ts'
import type { Secrets } from '../secrets.ts'
import type { StoredChannel } from '../store/notifications.ts'
import { postJson } from './post-json.ts'
import type { Reach } from './reach.ts'
import { sendMail } from './send-mail.ts'
import { sign } from './sign.ts'
import { toSlack } from './to-slack.ts'
import { toTeams } from './to-teams.ts'
import { toText } from './to-text.ts'
import { subjectOf } from './words.ts'

/** What is secret of a channel. */
export type ChannelSecrets = { readonly url?: string; readonly secret?: string; readonly smtp?: string }

type Delivering = {
  readonly channel: StoredChannel
  readonly message: NotificationMessage
  /** The receivers of an e-mail that are still without it; all of them where absent. */
  readonly only?: readonly string[] | undefined
  readonly secrets: Secrets
  readonly reach: Reach
  readonly now: Date
}

/** Sends a message to a channel, in the channel's form. Throws `SendError` with the reason in plain words. */
export async function deliver({ channel, message, only, secrets, reach, now }: Delivering): Promise<void> {
  const { url = '', secret = '', smtp = '' } = openChannel(channel, secrets)
  switch (channel.kind) {
    case 'webhook': {
      const body = JSON.stringify(message)
      const headers = { 'Plumbline-Id': message.id, 'Plumbline-Signature': sign(body, secret, now) }
      return postJson({ url, body, headers, reach })
    }
    case 'slack':
      return postJson({ url, body: JSON.stringify(toSlack(message)), reach })
    case 'teams':
      return postJson({ url, body: JSON.stringify(toTeams(message)), reach })
    case 'email': {
      const { from = '', to = [] } = channel
      const left = only?.filter((address) => to.some((one) => one.toLowerCase() === address.toLowerCase()))
      // Who was still without it has been taken off the channel.
      if (left?.length === 0) return
      const mail = { subject: subjectOf(message), text: toText(message), id: message.id }
      return sendMail({ smtp, from, to, only: left, ...mail, reach })
    }
  }
}

export const openChannel = ({ sealed, id }: StoredChannel, secrets: Secrets): ChannelSecrets =>
  JSON.parse(secrets.unseal(sealed, id)) as ChannelSecrets
