import { expect, onTestFinished, test } from 'vitest'
import { createBoard } from '../../../worker/scan/board.ts'
import { createBoards } from '../../../worker/scan/boards.ts'
import { addConnector, temporaryDatabase } from '../temporary-database.ts'
import { account, createAccount, denied } from './fake-account.ts'
import { createFakeEngine, ended } from './fake-engine.ts'

const place = (service: string, region = 'global') => ({ type: { service }, region }) as never

test('a board counts types, not resources: a service in a region is one line', () => {
  const board = createBoard()
  const [users, roles] = [place('IAM'), place('IAM')]
  board.plan([users, roles, place('EC2', 'eu-west-1')])
  board.begin(users)
  board.found(users, 500)
  expect(board.cells()).toEqual([
    { service: 'IAM', region: 'global', waiting: 1, reading: 1, done: 0, failed: 0, resources: 500 },
    { service: 'EC2', region: 'eu-west-1', waiting: 1, reading: 0, done: 0, failed: 0, resources: 0 },
  ])
  board.end(users, false)
  board.begin(roles)
  board.end(roles, true)
  expect(board.cells()[0]).toMatchObject({ waiting: 0, reading: 0, done: 1, failed: 1 })
})

test('the boards of the last runs are remembered, those before are not', () => {
  const boards = createBoards(2)
  for (const id of ['a', 'b', 'c']) boards.open(id).plan([place('S3')])
  expect(['a', 'b', 'c'].map((id) => boards.of(id).length)).toEqual([0, 1, 1])
})

test('F035 a run tells for each service and region what was read, and what was not', async () => {
  const db = await temporaryDatabase()
  await addConnector(db)
  const fake = createAccount({ 'aws.account': { global: [{ id: `arn:aws:iam::${account}:root`, config: {} }] } })
  fake.errors['aws.ec2.group'] = denied('ec2:DescribeSecurityGroups', 'ec2:DescribeSecurityGroups')
  const engine = await createFakeEngine(db, fake)
  onTestFinished(() => engine.close())
  const { id } = await engine.run('c1', 'person')
  const run = await ended(db, id)
  const cells = await engine.progress(id)
  const sum = (name: 'waiting' | 'reading' | 'done' | 'failed') => cells.reduce((all, cell) => all + cell[name], 0)
  expect([sum('waiting'), sum('reading'), sum('failed')]).toEqual([0, 0, 2])
  expect(sum('done') + sum('failed')).toBe(run?.shards)
  expect(new Set(cells.map(({ region }) => region))).toEqual(new Set(['global', 'us-east-1', 'eu-west-1']))
  expect(await engine.progress('unknown')).toEqual([])
})
