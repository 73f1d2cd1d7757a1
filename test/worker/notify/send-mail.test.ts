import { type AddressInfo, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { sendMail } from '../../../worker/notify/send-mail.ts'

test('a mail server that never comes to an end holds nobody up', async () => {
  const server = createServer((socket) => {
    const timer = setInterval(() => socket.write('250-and another thing\r\n'), 20)
    socket.on('error', () => {}).on('close', () => clearInterval(timer))
    socket.write('220 here\r\n')
    onTestFinished(() => void socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const mail = { from: 'a@example.com', to: ['b@example.com'], subject: 's', text: 't', id: 'i', limit: 300 }
  const reach = { isLoopback: true, allowsPrivate: false }
  await expect(sendMail({ ...mail, smtp: `smtp://127.0.0.1:${port}`, reach })).rejects.toThrow('took too long')
})
