import * as z from 'zod/mini'
import type { QueryList } from '../../../shared/query/query.ts'
import { worker } from '../worker.ts'
import { keptList } from './kept-list.ts'

/** Queries are kept apart by worker: they name what is in its accounts. */
const kept = (list: QueryList) =>
  keptList(`plumbline.queries.${list}.${worker.peek()?.worker ?? ''}`, z.string().check(z.maxLength(2000)), 20)

/** The last queries that ran on a list, newest first. */
export const lastQueries = (list: QueryList): readonly string[] => kept(list).read()

export const keepQuery = (list: QueryList, query: string): void => kept(list).add(query, (other) => other === query)
