import { defineConfig } from 'vite'

// The worker is bundled at start: run from source, drizzle's package file alone costs 170 MB and 0.4 s, and the clients of
// AWS bring every operation of their services along, of which a bundle keeps those that are called.
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: '.output/worker',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        main: 'worker/main.ts',
        cli: 'worker/cli/main.ts',
        'engine-thread': 'worker/engine-thread.ts',
        'workbook-thread': 'worker/exports/workbook-thread.ts',
      },
    },
  },
  ssr: { noExternal: ['drizzle-orm', /^@aws-sdk\//, /^@smithy\//] },
})
