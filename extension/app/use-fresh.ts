import { useRef } from 'preact/hooks'
import type { Read } from './read.ts'

/**
 * What a form begins with: what the worker says now, not an answer from before; and that for as long as the form is there,
 * for what is read later would take the place of what is being written. `key` says what the form is of.
 */
export function useFresh<T>(read: Read<T>, key: string): Read<T> {
  const begun = useRef<{ readonly key: string; readonly read: Read<T> }>(undefined)
  const isFresh = read.data !== undefined && !read.isLoading && !read.problem
  if (isFresh && begun.current?.key !== key) begun.current = { key, read }
  return begun.current?.key === key ? begun.current.read : { ...read, data: undefined, at: undefined }
}
