import { manager, startApi } from '../start.ts'

type Options = {
  readonly method?: string
  readonly body?: string | FormData | URLSearchParams
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly password?: string
}

/** A client as they are: a user name and a password, no more headers than it must send. */
export async function startClient(overrides: Parameters<typeof startApi>[0] = {}) {
  const api = await startApi(overrides)
  const send = async (path: string, { method = 'GET', body, type, headers, password = manager }: Options = {}) => {
    const response = await api.app.request(`http://127.0.0.1${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`somebody:${password}`).toString('base64')}`,
        ...(type ? { 'content-type': type } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
    return { status: response.status, headers: response.headers, text, json: parse(text) as any }
  }
  return { ...api, send }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
