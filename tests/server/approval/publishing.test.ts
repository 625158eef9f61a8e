import { describe, expect, it } from 'vitest'
import type { PrivacyResponse, Publication } from '../../../shared/approval.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { ROUTES } from '../../../shared/routes.ts'
import { DAY_MS, startApproval } from '../../support/approval.ts'
import { read } from '../../support/at-door.ts'
import { CONSULTATION } from '../../support/consultation.ts'

interface PlanNode {
  type?: string
  attrs?: { key?: string }
}

const text = (words: string) => [{ type: 'text', text: words }]
let lines = 0

describe('publishing', () => {
  it('[PU1] only a version that everybody agreed to is published, under its hash', async () => {
    const world = await startApproval()
    const version = await world.make('1.0')
    expect((await world.publish(version)).status).toBe(409)
    await world.start(version)
    expect((await world.publish(version)).status).toBe(409)
    const approved = await world.approve('1.1')
    expect((await world.publish(approved, { hash: version.hash })).status).toBe(409)
    expect((await world.chair.ask('GET', '/p')).status).toBe(200)
    expect(await read<Publication>(await world.publish(approved))).toMatchObject({
      number: '1.1',
      hash: approved.hash,
    })
    expect((await world.publish(approved)).status).toBe(409)
    world.clock.advance(11 * 60_000)
    expect(await (await world.publish(approved)).json()).toMatchObject({ code: 'proof_needed' })
  })

  it('[PU1] anybody reads it without a script, newest as latest, unchanged by later edits', async () => {
    const world = await startApproval()
    await world.type('Words of two')
    await world.publish(await world.approve('2.0'))
    await world.type('Words of ten')
    await world.publish(await world.approve('2.10'))
    await world.publish(await world.approve('2.9'))
    const page = await world.open(`/p/${world.id}/2.0`)
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(page.headers.get('x-robots-tag')).toBeNull()
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(html).not.toMatch(/<script|\son[a-z]+=/i)
    expect(html).toContain('Words of two')
    expect(html).not.toContain('Words of ten')
    expect(html).toContain('Executive – Approve: Agreed, 2 March 2026')
    const latest = await world.open(`/p/${world.id}/latest`)
    expect(await latest.text()).toBe(await (await world.open(`/p/${world.id}/2.10`)).text())
    const etag = page.headers.get('etag') ?? ''
    const known = await world.open(`/p/${world.id}/2.0`, { 'if-none-match': etag })
    expect([known.status, await known.text()]).toEqual([304, ''])
    expect(await (await world.open('/p')).text()).toContain(`href="/p/${world.id}/latest"`)
    const versions = await (await world.open(`/p/${world.id}`)).text()
    expect([...versions.matchAll(/Final draft ([\d.]+)/g)].map(([, number]) => number)).toEqual([
      '2.10',
      '2.9',
      '2.0',
    ])
  })

  it('[PU2] until its day nobody knows of it', async () => {
    const world = await startApproval()
    const version = await world.approve('1.0')
    await read(await world.publish(version, { from: '2026-03-04' }))
    const paths = [`/p/${world.id}/1.0`, `/p/${world.id}/latest`, `/p/${world.id}`]
    for (const path of paths) {
      const early = await world.open(path)
      const none = await world.open(`/p/nothing/1.0`)
      expect([early.status, early.headers.get('x-robots-tag')]).toEqual([404, 'noindex'])
      expect(await early.text()).toBe(await none.text())
    }
    expect(await (await world.open('/p')).text()).not.toContain(world.id)
    world.clock.advance(2 * DAY_MS)
    for (const path of paths) expect((await world.open(path)).status).toBe(200)
    expect(await (await world.open('/p')).text()).toContain(world.id)
  })

  it('[PU3] personal data stops it until somebody says why it may be read', async () => {
    const world = await startApproval()
    await read(
      await world.owner.ask('POST', '/api/directory/entries', {
        noun: 'person',
        name: 'Zoe Marsh',
        aliases: [],
        initials: 'ZM',
        title: '',
        organisation: null,
        email: '',
      }),
    )
    await world.type('Ask Mrs Pell or Zoe Marsh, 07700 900123, zoe@example.org')
    const schema = documentSchema
    await world.live.edit(world.id, (body) => {
      const cell = schema.node('tableCell', { id: 'c' }, [
        schema.node('paragraph', { id: 'p' }, schema.text('The Northmere lot')),
      ])
      const row = schema.node('tableRow', { id: 'r' }, [cell])
      const table = schema.node('table', { id: 't', source: 'members/one' }, [row])
      return body.copy(body.content.addToEnd(table))
    })
    const version = await world.approve('1.0')
    const path = `${world.at}/versions/${version.id}/privacy`
    const { found } = await read<PrivacyResponse>(await world.owner.ask('POST', path, {}))
    expect(found).toContainEqual({ kind: 'phone', words: '07700 900123', times: 1 })
    expect(found).toContainEqual({ kind: 'email', words: 'zoe@example.org', times: 1 })
    expect(found).toContainEqual({ kind: 'members', words: 'The Northmere lot', times: 1 })
    expect(found).toContainEqual({ kind: 'name', words: 'Mrs Pell', times: 1 })
    expect(found).toContainEqual({ kind: 'name', words: 'Zoe Marsh', times: 1 })
    expect((await world.publish(version)).status).toBe(400)
    expect((await world.open(`/p/${world.id}/1.0`)).status).toBe(404)
    const made = await read<Publication>(
      await world.publish(version, { checkReason: 'Zoe agreed in writing' }),
    )
    expect(made.check).toEqual({ found: found.length, reason: 'Zoe agreed in writing' })
    expect(JSON.stringify(await world.describe())).not.toContain('agreed in writing')
  })

  it('[PU3] a text with nothing personal in it passes', async () => {
    const world = await startApproval()
    await world.type('More buses in the evening')
    const version = await world.approve('1.0')
    const path = `${world.at}/versions/${version.id}/privacy`
    expect(await read(await world.owner.ask('POST', path, {}))).toEqual({ found: [] })
    const summary = { summary: 'Ring 07700 900123.\n\nOr wait.' }
    const told = await read<PrivacyResponse>(await world.owner.ask('POST', path, summary))
    expect(told.found).toEqual([{ kind: 'phone', words: '07700 900123', times: 1 }])
    expect((await world.publish(version, summary)).status).toBe(400)
  })

  it('[PU4] what is taken down is gone and says so, and can come back; the trash is not read', async () => {
    const world = await startApproval()
    const version = await world.approve('1.0')
    await read(await world.publish(version))
    expect((await world.takeDown(version)).takenDown).toMatchObject({ reason: 'A mistake' })
    const gone = await world.open(`/p/${world.id}/1.0`)
    expect([gone.status, gone.headers.get('x-robots-tag')]).toEqual([410, 'noindex'])
    expect(await gone.text()).not.toContain('A plan')
    expect((await world.open(`/p/${world.id}/latest`)).status).toBe(404)
    await read(await world.publish(version))
    expect((await world.open(`/p/${world.id}/1.0`)).status).toBe(200)
    await world.owner.ask('DELETE', world.at)
    expect((await world.open(`/p/${world.id}/1.0`)).status).toBe(404)
    expect(await (await world.open('/p')).text()).not.toContain(world.id)
  })

  it('[PU5] a column that is not for the public stays out, heading and cells', async () => {
    const world = await startApproval('actionPlanByPriority')
    let key = ''
    await world.live.edit(world.id, (body) => {
      const json = JSON.stringify(body.toJSON(), (_name, node: PlanNode) => {
        const attrs = node?.attrs
        if (node?.type === 'actionColumn' && (key === '' || key === attrs?.key) && attrs?.key) {
          key = attrs.key
          return { ...node, attrs: { ...attrs, public: false }, content: text('CANARY heading') }
        }
        if (node?.type === 'actionCell' && attrs?.key === key) {
          const line = { type: 'paragraph', attrs: { id: `canary${++lines}` } }
          return { ...node, content: [{ ...line, content: text('CANARY cell') }] }
        }
        return node
      })
      return body.type.schema.nodeFromJSON(JSON.parse(json))
    })
    const secret = await world.owner.ask('GET', `${world.at}/export?format=html`)
    expect(await secret.text()).toContain('CANARY cell')
    await read(await world.publish(await world.approve('1.0'), { checkReason: 'Looked at' }))
    const html = await (await world.open(`/p/${world.id}/1.0`)).text()
    expect(html).toContain('<table')
    expect(html).not.toContain('CANARY')
  })

  it('[PU6] a crawl without signing in finds no word of a draft', async () => {
    const world = await startApproval()
    await world.type('Open words')
    const approved = await world.approve('1.0')
    await world.type('CANARY draft')
    await world.owner.ask('PATCH', world.at, { title: 'CANARY title' })
    await read(await world.publish(approved, { checkReason: 'Looked at' }))
    const frozen = await world.make('1.1')
    const early = await world.approve('1.2')
    await read(await world.publish(early, { from: '2027-01-01', checkReason: 'Looked at' }))
    const { id } = await read<{ id: string }>(
      await world.owner.ask('POST', '/api/documents', { template: 'blank', title: 'CANARY other' }),
    )
    const ask = { ...CONSULTATION, title: 'CANARY asked', about: 'CANARY about' }
    await read(await world.owner.ask('POST', `${world.at}/consultations`, ask))
    const announced = { who: 'Everybody in Northmere', takePart: 'Come to the hall' }
    await read(
      await world.owner.ask('POST', `${world.at}/consultations`, {
        ...CONSULTATION,
        canChange: 'CANARY can',
        because: 'CANARY because',
        announced,
      }),
    )
    const paths = new Set([
      '/',
      '/p',
      `/p/${world.id}/results`,
      `/p/${id}/results`,
      `/p/${id}`,
      `/p/${id}/latest`,
      `/p/${world.id}`,
    ])
    for (const number of ['1.1', '1.2', frozen.id, 'live', 'latest']) {
      paths.add(`/p/${world.id}/${number}`)
    }
    for (const { method, path } of ROUTES.filter(({ method }) => method === 'GET')) {
      expect(method).toBe('GET')
      paths.add(path.replace(/:(id|document)/, world.id).replace(/:\w+/g, frozen.id))
    }
    let read200 = 0
    for (const path of paths) {
      world.clock.advance(1_000)
      const response = await world.open(path)
      const text = await response.text()
      if (text.includes('Open words')) read200++
      expect(text).not.toContain('CANARY')
      for (const [, href = ''] of text.matchAll(/href="(\/[^"]*)"/g)) paths.add(href)
    }
    expect(read200).toBeGreaterThan(0)
    expect(await (await world.open('/p')).text()).toContain('Come to the hall')
  })
})
