import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

type Received = { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string }

/** A web server on loopback that keeps what it is sent; `answer.status` is what it says. */
export async function startReceiver() {
  const received: Received[] = []
  const answer = { status: 200, headers: {} as Record<string, string> }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url ?? '' })
      response.writeHead(answer.status, answer.headers).end('secret of the receiver')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { received, answer, port, url: `http://127.0.0.1:${port}/hook?key=hidden` }
}
