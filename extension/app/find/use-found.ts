import { useEffect, useRef, useState } from 'preact/hooks'
import type { ApiClient } from '../../sync/api-client.ts'
import type { ask as askBackground } from '../../sync/ask.ts'
import type { Status } from '../../sync/messages.ts'
import { worker } from '../worker.ts'
import { controlItem, matching, resourceItem } from './palette-items.ts'
import type { Item } from './palette-target.ts'

export type Ask = typeof askBackground

export type Found = {
  readonly items: readonly Item[]
  /** What they were asked for with. */
  readonly words: string
  readonly isLoading: boolean
  /** The worker is away: this is what the browser keeps. */
  readonly isCacheOnly: boolean
}

const most = 8
const nothing: Found = { items: [], words: '', isLoading: false, isCacheOnly: false }

/** Resources and controls that have these words, from the worker, or from the cache where it is away. */
export function useFound(words: string, ask: Ask, titles: Status['titles']): Found {
  const [found, setFound] = useState<Found>(nothing)
  const api = worker.value?.api
  const isAsked = words.length > 1
  // A sync meanwhile does not search again.
  const known = useRef(titles)
  known.current = titles

  useEffect(() => {
    if (!isAsked) {
      setFound(nothing)
      return undefined
    }
    const end = new AbortController()
    const tell = (items: readonly Item[], isCacheOnly: boolean) => {
      // The answer to older words is none to these.
      if (!end.signal.aborted) setFound({ items, words, isCacheOnly, isLoading: false })
    }
    setFound((before) => ({ ...before, isLoading: true }))
    const wait = setTimeout(() => {
      askWorker(api, words, end.signal)
        .then((items) => tell(items, false))
        .catch(() => askCache(ask, words, known.current).then((items) => tell(items, true)))
        .catch(() => tell([], true))
    }, 120)
    return () => {
      clearTimeout(wait)
      end.abort()
    }
  }, [words, isAsked, api, ask])

  // Until the answer is here, only what fits these words too may be chosen.
  return found.words === words ? found : { ...found, items: matching(found.items, words, 2 * most), isLoading: isAsked }
}

async function askWorker(api: ApiClient | undefined, words: string, signal: AbortSignal): Promise<readonly Item[]> {
  if (!api) throw new Error('There is no worker to ask.')
  const query = { text: words, pageSize: String(most) }
  const [resources, controls] = await Promise.all([
    api.resources.$get({ query }, { init: { signal } }).then((response) => response.json()),
    api.controls.$get({ query }, { init: { signal } }).then((response) => response.json()),
  ])
  return [...resources.items.map(resourceItem), ...controls.items.map(controlItem)]
}

async function askCache(ask: Ask, words: string, titles: Status['titles'] = {}): Promise<readonly Item[]> {
  const { hits } = await ask('findings', { text: words, limit: most })
  const controls = Object.entries(titles).map(([cid, { title }]) => controlItem({ cid: Number(cid), title }))
  return [...hits.map(({ resource }) => resourceItem(resource)), ...matching(controls, words, most)]
}
