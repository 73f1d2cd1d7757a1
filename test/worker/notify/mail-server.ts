import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A mail server on loopback that keeps the messages it is given, and knows one password; `refusals` by receiver. */
export async function startMailServer({ password = 'secret', refusals = {} as Record<string, string> } = {}) {
  const mails: string[] = []
  /** Who got each of the mails. */
  const receivers: string[][] = []
  const server = createServer((socket) => {
    const accepted: string[] = []
    const answer = (receiver: string) => {
      const refusal = refusals[receiver]
      if (refusal === undefined) accepted.push(receiver)
      return refusal ?? '250 well'
    }
    converse(socket, { password, answer }, (mail) => receivers.push(accepted.splice(0)) && mails.push(mail))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { mails, receivers, refusals, port: (server.address() as AddressInfo).port }
}

type Rules = { readonly password: string; readonly answer: (receiver: string) => string }

function converse(socket: Socket, { password, answer }: Rules, onMail: (mail: string) => void): void {
  let [text, isData] = ['', false]
  const say = (line: string) => socket.write(`${line}\r\n`)
  const hear = (line: string): void => {
    if (line.startsWith('EHLO')) return void say('250-here\r\n250 AUTH PLAIN')
    if (line.startsWith('AUTH PLAIN')) {
      const given = Buffer.from(line.slice(11), 'base64').toString().split('\0')[2]
      return void say(given === password ? '235 welcome' : '535 the password was not right')
    }
    const receiver = /^RCPT TO:<(.*)>/.exec(line)?.[1]
    if (receiver !== undefined) return void say(answer(receiver))
    if (line === 'DATA') isData = true
    say(line === 'DATA' ? '354 go on' : line === 'QUIT' ? '221 bye' : '250 well')
  }
  say('220 here')
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    text += chunk.toString()
    for (;;) {
      const end = text.indexOf(isData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const part = text.slice(0, end)
      text = text.slice(end + (isData ? 5 : 2))
      if (!isData) hear(part)
      if (isData && part !== 'DATA') {
        isData = false
        onMail(part)
        say('250 taken')
      }
    }
  })
}
