import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'

export default defineConfig({
  test: {
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
          fileParallelism: false,
        },
      },
    ],
  },
})
