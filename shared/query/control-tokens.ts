import { criticalities } from '../evaluation.ts'
import { byMandate, byRequirement } from './names.ts'
import type { Token } from './token.ts'

/** What can be asked of a control. */
export const controlTokens: readonly Token[] = [
  {
    name: 'control.id',
    aliases: ['cid', 'controlId', 'control.cid'],
    kind: 'number',
    description: 'The number of the control.',
  },
  {
    name: 'control.name',
    aliases: ['control.title', 'controlName', 'title'],
    kind: 'text',
    isSearched: true,
    description: 'The title of the control.',
  },
  {
    name: 'control.criticality',
    aliases: ['criticality'],
    kind: 'choice',
    values: criticalities,
    description: 'HIGH, MEDIUM or LOW.',
  },
  {
    name: 'control.type',
    aliases: ['controlType'],
    kind: 'choice',
    values: ['SYSTEM', 'CUSTOM'],
    synonyms: { 'built-in': 'SYSTEM', system_defined: 'SYSTEM', own: 'CUSTOM', user: 'CUSTOM', user_defined: 'CUSTOM' },
    description: 'SYSTEM: built in; CUSTOM: one of your own.',
  },
  {
    name: 'control.isRemediable',
    aliases: ['isRemediable'],
    kind: 'boolean',
    description: 'Whether the worker applies the fix itself: of no control does it, for it never writes to a cloud.',
  },
  {
    name: 'control.isCustomizable',
    aliases: ['isCustomizable'],
    kind: 'boolean',
    description: 'Whether it has parameters that can be changed.',
  },
  { name: 'control.path', aliases: ['control.slug', 'slug'], kind: 'keyword', description: 'Its path: aws/s3/….' },
  {
    name: 'service.type',
    aliases: ['service', 'control.service', 'serviceType'],
    kind: 'keyword',
    description: 'The service that the control is about, such as RDS.',
  },
  {
    name: 'policy.name',
    aliases: ['policy', 'policyName', 'policy.title'],
    kind: 'text',
    description: 'The title of a policy that holds the control.',
  },
  { name: 'policy.id', aliases: ['policy.slug'], kind: 'keyword', description: 'The path of a policy: aws/….' },
  {
    name: 'mandate.name',
    aliases: ['mandate', 'mandateName'],
    kind: 'text',
    expand: byMandate,
    description: 'A mandate that the control serves, such as PCI DSS.',
  },
  {
    name: 'mandate.requirement',
    aliases: ['requirement'],
    kind: 'keyword',
    expand: byRequirement,
    description: 'The number of a requirement that it serves, with or without the mandate’s short name.',
  },
  {
    name: 'control.created',
    aliases: ['createdDate', 'control.createdDate'],
    kind: 'date',
    description: 'When a control of your own was made.',
  },
  {
    name: 'control.modified',
    aliases: ['modifiedDate', 'control.modifiedDate'],
    kind: 'date',
    description: 'When a control of your own was last changed.',
  },
  { name: 'qflow.name', kind: 'text', description: 'Of controls made of a QFlow; there are none.' },
  { name: 'qflow.id', kind: 'keyword', description: 'Of controls made of a QFlow; there are none.' },
]
