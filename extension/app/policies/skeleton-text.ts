/** What a new control begins as: whole, so that only its words are to be changed. Its examples come out as they say. */
export const skeleton = `title: Buckets keep every version of their objects
resource: aws.s3.bucket
criticality: MEDIUM
evaluates: Whether it is so, in one sentence.
rationale: Why it matters, in one or two.
check: |
  resource.versioning == "Enabled"
evidence:
  - { setting: Versioning, actual: 'has(resource.versioning) ? resource.versioning : "Never enabled"', expected: Enabled }
remediation:
  steps:
    - Open the bucket {name}, choose Properties, and choose Edit under Bucket Versioning.
examples:
  - { name: as it should be, resource: { versioning: Enabled }, expect: PASS }
  - { name: as it must not be, resource: { versioning: Suspended }, expect: FAIL }
`
