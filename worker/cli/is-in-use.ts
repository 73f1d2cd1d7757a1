import { createClient } from '@libsql/client'

/**
 * Whether another process has a database file open. A journal that is a write-ahead log can be ended only when nobody else
 * is connected (https://www.sqlite.org/wal.html#persistence_of_wal_mode); opening the database begins it again.
 */
export async function isInUse(url: string): Promise<boolean> {
  const client = createClient({ url, concurrency: 1, timeout: 0 })
  try {
    await client.execute('PRAGMA journal_mode = DELETE')
    return false
  } catch (error) {
    if (/SQLITE_BUSY|locked/.test(String(error))) return true
    throw error
  } finally {
    client.close()
  }
}
