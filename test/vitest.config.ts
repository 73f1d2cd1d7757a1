import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'

export default defineConfig({
  test: {
    // Much of a test's time is waiting, as clients do between two attempts: by default two cores get one file at a time.
    maxWorkers: 2,
    projects: [
      {
        plugins: [await WxtVitest()],
        test: {
          name: 'extension',
          root: new URL('..', import.meta.url).pathname,
          environment: 'happy-dom',
          include: ['test/extension/**/*.test.{ts,tsx}'],
          setupFiles: ['test/extension/setup.ts'],
        },
      },
      {
        test: {
          name: 'worker',
          root: new URL('..', import.meta.url).pathname,
          environment: 'node',
          include: ['test/{shared,worker,policies,clouds,bench}/**/*.test.ts', 'test/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browser',
          root: new URL('..', import.meta.url).pathname,
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // A page that shows nothing yet on a busy machine is slow, not wrong.
          expect: { poll: { timeout: 10_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
})
