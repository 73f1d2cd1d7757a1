import { router } from './route.ts'

export const reportPrints = router()
