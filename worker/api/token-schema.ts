import { z } from '@hono/zod-openapi'
import { doors } from '../../shared/permission.ts'
import { time } from './scalars.ts'

export const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.string().optional().openapi({ description: 'Id of the role of a token that belongs to nobody.' }),
    user: z.string().optional().openapi({ description: 'Id of the user whose rights it has.' }),
    door: z.enum(doors).optional().openapi({
      description: '`ui`: it opens the API to the extension; `api`: to programs. Both where absent.',
    }),
    readsOnly: z.literal(true).optional().openapi({ description: 'It only reads, whatever its roles allow.' }),
    parent: z.string().optional().openapi({
      description: 'Id of the token that was exchanged for it (`POST /auth`), with which it ends.',
    }),
    created: time,
    expires: time.optional(),
    lastUsed: time.optional(),
    revoked: time.optional(),
  })
  .openapi('Token')
