import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export type Certificate = {
  readonly key: string
  readonly cert: string
  /** The certificate as a file, for `NODE_EXTRA_CA_CERTS`. */
  readonly file: string
}

/** A self-signed certificate for loopback, made anew: the Azure SDK speaks to nothing but https. */
export async function createCertificate(): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  const file = join(mkdtempSync(join(tmpdir(), 'plumbline-certificate-')), 'certificate.pem')
  writeFileSync(file, made.cert)
  return { key: made.private, cert: made.cert, file }
}
