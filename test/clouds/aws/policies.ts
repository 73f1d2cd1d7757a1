/** The JSON text of a policy. */
export const policyDocument = (...Statement: readonly unknown[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement })

/** Everyone may read the objects, under a condition where given. */
export const publicRead = (bucket: string, Condition?: unknown): string =>
  policyDocument({
    ...{ Sid: 'PublicRead', Effect: 'Allow', Principal: '*', Action: 's3:GetObject' },
    ...{ Resource: `arn:aws:s3:::${bucket}/*`, Condition },
  })

/** Nobody may do anything without TLS. */
export const tlsOnly = (bucket: string): string =>
  policyDocument({
    ...{ Sid: 'DenyInsecureTransport', Effect: 'Deny', Principal: '*', Action: 's3:*' },
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  })
