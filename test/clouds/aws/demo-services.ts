import type { AwsAccount } from './estate.ts'

/** What the demo account holds of this area; `ago` is so many days before today. */
export const demoServices = (_ago: (days: number) => string): Partial<AwsAccount> => ({})
