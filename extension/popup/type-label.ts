/** `aws.ec2.security-group` → `EC2 security group`. */
export function typeLabel(type: string): string {
  const [, ...words] = type.split('.')
  const [service = type, ...rest] = words
  const head = service.length <= 3 ? service.toUpperCase() : service.charAt(0).toUpperCase() + service.slice(1)
  return [head, ...rest].join(' ').replaceAll('-', ' ')
}
