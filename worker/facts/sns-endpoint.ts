/**
 * Whether a value of the condition key `sns:Endpoint` leaves subscribing to somebody in particular: one mailbox, the
 * mailboxes of one domain, addresses on one host, or an ARN of one account. A domain where everybody can have a mailbox
 * or a host is nobody's own.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html#sns-policy-keys
 */
export function isOwnEndpoint(endpoint: string): boolean {
  if (endpoint.includes('${')) return false
  if (endpoint.startsWith('arn:')) return isFixed(endpoint.split(':')[4] ?? '')
  if (/^https?:/i.test(endpoint)) return isOwnHost(/^https?:\/\/([^/?#:@]+)(?::\d+)?(?:[/?#]|$)/i.exec(endpoint)?.[1])
  const [box, domain, ...rest] = endpoint.split('@')
  if (domain === undefined) return isFixed(endpoint)
  if (rest.length > 0 || !isFixed(domain)) return false
  return isFixed(box ?? '') || !everybodys.test(domain)
}

/** The whole name, or all names below one that is somebody's. */
function isOwnHost(host = ''): boolean {
  if (isFixed(host)) return true
  const parent = host.replace(/^\*\./, '')
  return isFixed(parent) && parent.includes('.') && !everybodys.test(parent)
}

const isFixed = (text: string) => text !== '' && !/[*?]/.test(text)

/** Where everybody can have a mailbox, or a host name below. */
const everybodys =
  /(^|\.)(gmail|googlemail|outlook|hotmail|live|msn|yahoo|icloud|me|aol|gmx|proton|protonmail|mail|qq|163|yandex|zoho)\.[a-z]{2,3}(\.[a-z]{2})?$|(^|\.)amazonaws\.com(\.cn)?$|(^|\.)(azurewebsites|cloudfront)\.net$|^(com?|org|net|gov|edu|ac)\.[a-z]{2}$/i
