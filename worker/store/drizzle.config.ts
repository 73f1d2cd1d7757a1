import { defineConfig } from 'drizzle-kit'

export default defineConfig({ dialect: 'turso', schema: 'worker/store/schema.ts', out: 'worker/store/migrations' })
