/** @jsxImportSource react */
import '@cloudscape-design/global-styles/index.css'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import Tabs from '@cloudscape-design/components/tabs'
import TextFilter from '@cloudscape-design/components/text-filter'
import { type ReactNode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { AwsRegion, ConsoleData } from '../data.ts'
import { readData } from './read-data.ts'
import { VirtualTable } from './virtual-table.tsx'

type Row = Readonly<Record<string, string>>

const data = readData<ConsoleData['aws']>()
const isFrame = window.top !== window

/** The address that counts: the top page's, also inside the console's own same-origin frame. */
const address = () => new URL((isFrame && window.top ? window.top : window).location.href)
const regionOf = (url: URL) =>
  url.searchParams.get('region') ?? url.hostname.match(/([a-z]+-[a-z]+-\d)\.console/)?.[1] ?? 'us-east-1'
const region = (): AwsRegion => data.regions[regionOf(address())] ?? { securityGroups: [], instances: [], vpcs: [] }

function List({
  title,
  rows,
  columns,
  href,
}: {
  title: string
  rows: readonly Row[]
  columns: readonly string[]
  href: (row: Row) => string
}) {
  const [text, setText] = useState('')
  const shown = rows.filter((row) => Object.values(row).some((value) => value.includes(text)))
  const definitions: TableProps.ColumnDefinition<Row>[] = columns.map((column, index) => ({
    id: column,
    header: column,
    isRowHeader: index === 0,
    cell: (row) => (index === 0 ? <Link href={href(row)}>{row[column]}</Link> : row[column]),
  }))
  return (
    <Table
      variant="full-page"
      selectionType="multi"
      items={shown}
      columnDefinitions={definitions}
      header={
        <Header variant="awsui-h1-sticky" counter={`(${rows.length})`}>
          {title}
        </Header>
      }
      filter={<TextFilter filteringText={text} onChange={({ detail }) => setText(detail.filteringText)} />}
    />
  )
}

function Detail({ title, fields, tabs }: { title: string; fields: Row; tabs: readonly string[] }) {
  return (
    <SpaceBetween size="l">
      <Header variant="h1">{title}</Header>
      <Container header={<Header variant="h2">Details</Header>}>
        {Object.entries(fields).map(([label, value]) => (
          <div key={label}>
            <Box variant="awsui-key-label">{label}</Box>
            <div>{value}</div>
          </div>
        ))}
      </Container>
      <Tabs tabs={tabs.map((label) => ({ id: label, label, content: label }))} />
    </SpaceBetween>
  )
}

function Ec2({ hash, search }: { hash: string; search: URLSearchParams }): ReactNode {
  const [page = '', rest = ''] = hash.slice(1).split(/:(.*)/s)
  const at = (name: string) => new URLSearchParams(rest.replaceAll(';', '&')).get(name) ?? ''
  const here = region()
  const list = (page: string, key: string) => (row: Row) =>
    `${address().pathname}${address().search}#${page}:${key}=${row.ID}`
  const groups = here.securityGroups.map((group) => ({ ID: group.id, Name: group.name, VPC: group.vpcId }))
  if (page === 'SecurityGroups' && search.has('virtual')) return <VirtualTable rows={groups} />
  if (page === 'SecurityGroups')
    return (
      <List
        title="Security Groups"
        rows={groups}
        columns={['ID', 'Name', 'VPC']}
        href={list('SecurityGroup', 'groupId')}
      />
    )
  if (page === 'Instances') {
    const rows = here.instances.map((instance) => ({ ID: instance.id, Name: instance.name, State: instance.state }))
    return (
      <List
        title="Instances"
        rows={rows}
        columns={['ID', 'Name', 'State']}
        href={list('InstanceDetails', 'instanceId')}
      />
    )
  }
  if (page === 'SecurityGroup')
    return (
      <Detail
        title={at('groupId')}
        fields={{ 'Security group ID': at('groupId') }}
        tabs={['Inbound rules', 'Outbound rules']}
      />
    )
  if (page === 'InstanceDetails')
    return (
      <Detail
        title={`Instance summary for ${at('instanceId')}`}
        fields={{ 'Instance ID': at('instanceId') }}
        tabs={['Details', 'Security']}
      />
    )
  if (page === 'VpcDetails')
    return <Detail title={at('VpcId')} fields={{ 'VPC ID': at('VpcId') }} tabs={['Resource map', 'Flow logs']} />
  const vpcs = here.vpcs.map((vpc) => ({ ID: vpc.id, Name: vpc.name }))
  return <List title="Your VPCs" rows={vpcs} columns={['ID', 'Name']} href={list('VpcDetails', 'VpcId')} />
}

function S3({ path }: { path: string }) {
  const name = path.match(/^\/s3\/buckets?\/([^/?]+)/)?.[1]
  if (name)
    return (
      <Detail
        title={decodeURIComponent(name)}
        fields={{ ARN: `arn:aws:s3:::${decodeURIComponent(name)}` }}
        tabs={['Objects', 'Properties', 'Permissions']}
      />
    )
  const rows = data.buckets.map((bucket) => ({ Name: bucket.name, Region: bucket.region }))
  return (
    <List
      title="General purpose buckets"
      rows={rows}
      columns={['Name', 'Region']}
      href={(row) => `/s3/buckets/${row.Name}?region=${row.Region}`}
    />
  )
}

function Iam({ hash }: { hash: string }) {
  const name = hash.match(/^#\/users\/details\/([^?]+)/)?.[1]
  if (name)
    return (
      <Detail
        title={decodeURIComponent(name)}
        fields={{ ARN: `arn:aws:iam::${data.accountId}:user/${decodeURIComponent(name)}` }}
        tabs={['Permissions', 'Security credentials']}
      />
    )
  const rows = data.users.map((user) => ({ 'User name': user.name, Path: '/' }))
  return (
    <List
      title="Users"
      rows={rows}
      columns={['User name', 'Path']}
      href={(row) => `#/users/details/${row['User name']}?section=permissions`}
    />
  )
}

/** EC2 keeps its content in a same-origin frame whose own address says nothing. */
function Page({ url }: { url: URL }) {
  if (url.pathname.startsWith('/ec2/') && !isFrame)
    return (
      <iframe
        id="compute-react-frame"
        title="EC2"
        src="/ec2/v3/frame"
        style={{ width: '100%', height: '90vh', border: 0 }}
      />
    )
  if (url.pathname.startsWith('/s3/')) return <S3 path={url.pathname} />
  if (url.pathname.startsWith('/iam/')) return <Iam hash={url.hash} />
  return <Ec2 hash={url.hash} search={url.searchParams} />
}

function App() {
  const [url, setUrl] = useState(address)
  useEffect(() => {
    const target = isFrame && window.top ? window.top : window
    const update = () => setUrl(address())
    target.addEventListener('hashchange', update)
    return () => target.removeEventListener('hashchange', update)
  }, [])
  return <Page url={url} />
}

const main = document.querySelector('main')
if (main) createRoot(main).render(<App />)
