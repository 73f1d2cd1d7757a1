import type { AwsService } from './aws-services.ts'

/** Code of an answer that refuses because the service was never switched on for the account in that region. */
export const notEnabled = 'NotEnabled'

/** What such answers say; their code is the one of a missing permission, whose message says something else. */
const words: Partial<Record<AwsService, { readonly code: string; readonly message: RegExp }>> = {
  // https://docs.aws.amazon.com/macie/latest/APIReference/macie.html
  macie2: { code: 'AccessDenied', message: /^Macie (is|has) not (been )?enabled\b/i },
}

/** Whether AWS refuses because nobody switched the service on, and not because the role may not ask. */
export function saysNotEnabled(
  service: AwsService,
  { code, message }: { readonly code: string; readonly message: string },
): boolean {
  const known = words[service]
  return known !== undefined && known.code === code && known.message.test(message)
}
