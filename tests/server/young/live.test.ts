import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import type { SharingResponse } from '../../../shared/api-seats.ts'
import type { GroupLinkSummary, JoinResponse } from '../../../shared/api-young.ts'
import { BODY } from '../../../shared/schema/index.ts'
import { serveFolkmoot } from '../../support/serve-folkmoot.ts'
import type { ServedFolkmoot } from '../../support/serve-folkmoot.ts'
import { inviteTo, signIn } from '../../support/sign-in.ts'
import { RawClient } from '../sync/raw-client.ts'

/** The whole server on a port and a data folder: groups, sections and sittings on open sockets. */
describe('groups on live sockets', () => {
  let served: ServedFolkmoot
  let address: string
  let owner: string

  beforeEach(async () => {
    served = await serveFolkmoot()
    ;({ address, owner } = served)
  })
  afterEach(() => served.stop())

  const ask: ServedFolkmoot['ask'] = (...call) => served.ask(...call)

  const makeDocument = async (template = 'blank') =>
    (await ask<{ id: string }>(owner, 'POST', '/api/documents', { template, title: 'A plan' })).id

  const addEntry = async (entry: object) =>
    (await ask<{ id: string }>(owner, 'POST', '/api/directory/entries', { aliases: [], ...entry }))
      .id

  async function letIn(name: string) {
    const { link, account } = await inviteTo(address, owner, { role: 'editor', name })
    return { ...account, cookie: await signIn(address, link, name) }
  }

  async function join(id: string, cookie: string, view = ''): Promise<RawClient> {
    const url = `${address.replace('http', 'ws')}/sync/${id}${view}`
    const client = await RawClient.open(url, { cookie })
    await client.sync()
    return client
  }

  const mayEdit = ({ received: [first] }: RawClient) =>
    first?.is === 'hello' && first.hello.seat.mayEdit

  /** An organisation of the directory with one person who can sign in. */
  async function makePartner(name: string) {
    const account = await letIn(`${name} person`)
    const organisation = await addEntry({
      noun: 'organisation',
      name,
      kind: 'other',
      champion: null,
      contactRole: '',
      contactMailbox: '',
    })
    const person = await addEntry({
      noun: 'person',
      name: account.name,
      initials: '',
      title: '',
      organisation,
      email: account.email.toUpperCase(),
    })
    return { ...account, organisation, person }
  }

  const group = (rest: object) => ({
    noun: 'group',
    name: 'A group',
    kind: 'working',
    parent: null,
    ages: null,
    reaches: '',
    members: [],
    ...rest,
  })

  it('[YD14] a share with an organisation, a group, a part of it or every partner reaches its people', async () => {
    const health = await makePartner('Health')
    const member = { person: health.person, role: 'member', representing: '', organisation: null }
    const board = await addEntry(group({ name: 'The board', kind: 'decisionBody' }))
    const part = await addEntry(group({ name: 'Sub-group', parent: board, members: [member] }))
    const every = await addEntry(group({ name: 'Every partner', kind: 'everyPartner' }))
    const stranger = await letIn('Stranger')
    for (const who of [health.organisation, board, part, every]) {
      const id = await makeDocument()
      const path = `/api/documents/${id}/shares/${who}`
      const share = { as: 'commenter', until: null }
      const { summary } = await ask<SharingResponse>(owner, 'PUT', path, share)
      expect(summary).toBe('1 person can edit, 1 person can comment, nobody else.')
      const client = await join(id, health.cookie)
      await expect(ask(stranger.cookie, 'GET', `/api/documents/${id}`)).rejects.toThrow('forbidden')
      await ask(owner, 'DELETE', path)
      expect((await client.closed).code).toBe(4403)
    }
  })

  it('[YD15] who leaves an organisation or a group loses what was shared with it at once', async () => {
    const health = await makePartner('Health')
    const id = await makeDocument()
    const share = { as: 'editor', until: null }
    await ask(owner, 'PUT', `/api/documents/${id}/shares/${health.organisation}`, share)
    const client = await join(id, health.cookie)
    client.type('ours')
    await client.saved(1)
    await ask(owner, 'DELETE', `/api/directory/entries/${health.person}`)
    expect((await client.closed).code).toBe(4403)
    await ask(owner, 'POST', `/api/directory/entries/${health.person}/restore`)
    expect(mayEdit(await join(id, health.cookie))).toBe(true)
  })

  /** A document of three sections, and somebody who may edit the second alone. */
  async function startSection() {
    const id = await makeDocument('charter')
    const partner = await letIn('Ines')
    const all = await ask<SharingResponse>(owner, 'GET', `/api/documents/${id}/sharing`)
    const section = all.sections[2]
    if (section === undefined) throw new Error('The template has fewer headings than this needs')
    const share = { as: 'editor', until: null, section: section.id }
    const path = `/api/documents/${id}/shares/${partner.id}`
    const { summary } = await ask<SharingResponse>(owner, 'PUT', path, share)
    const client = await join(id, partner.cookie)
    const blocks = client.doc.getXmlFragment(BODY)
    const at = blocks.toArray().findIndex((each) => idOf(each) === section.id)
    return { id, partner, client, blocks, at, summary, section }
  }

  it('[YD16] a share can be limited to one section, and the sentence says so', async () => {
    const { client, id, section, partner, summary } = await startSection()
    expect(summary).toContain(`1 person can edit “${section.title}”`)
    expect(client.received[0]).toMatchObject({
      hello: { seat: { mayEdit: true, sections: [section.id] } },
    })
    const refused = { title: 'Mine' }
    await expect(ask(partner.cookie, 'PATCH', `/api/documents/${id}`, refused)).rejects.toThrow(
      'forbidden',
    )
  })

  const inside: [name: string, edit: (at: Place) => void][] = [
    ['words of its heading', ({ blocks, at }) => lineOf(blocks.get(at)).insert(0, 'x')],
    ['words below it', ({ blocks, at }) => lineOf(blocks.get(at + 1)).insert(0, 'x')],
    ['marks below it', ({ blocks, at }) => lineOf(blocks.get(at)).format(0, 2, { bold: {} })],
    ['a block right below it', ({ blocks, at }) => blocks.insert(at + 1, [paragraph('new')])],
    ['a block at its end', ({ blocks, end }) => blocks.insert(end, [paragraph('new')])],
    [
      'two blocks, one deleted again',
      ({ blocks, at }) => {
        blocks.insert(at + 1, [paragraph('one'), paragraph('two')])
        blocks.delete(at + 2, 1)
      },
    ],
    ['the deletion of a block below it', ({ blocks, at }) => blocks.delete(at + 1, 1)],
  ]
  it('[YD17] what stands under the heading is taken', async () => {
    const { client, blocks, at, section } = await startSection()
    let sent = 0
    for (const [name, edit] of inside) {
      client.change(() => edit({ blocks, at, end: endOf(blocks, at) }))
      await client.saved(++sent).catch(() => expect.fail(`${name} was not saved`))
    }
    expect(client.all('refused')).toEqual([])
    expect(idOf(blocks.get(at))).toBe(section.id)
  })

  const outside: [name: string, edit: (at: Place) => void][] = [
    ['words above', ({ blocks, at }) => lineOf(blocks.get(at - 1)).insert(0, 'x')],
    ['words at the beginning', ({ blocks }) => lineOf(firstWords(blocks)).insert(0, 'x')],
    ['words below the next heading', ({ blocks, end }) => lineOf(blocks.get(end)).insert(0, 'x')],
    [
      'a letter beside one that was taken out again',
      ({ blocks }) => {
        const line = lineOf(firstWords(blocks))
        line.insert(0, 'xy')
        line.delete(0, 1)
      },
    ],
    ['deleted words above', ({ blocks }) => lineOf(firstWords(blocks)).delete(0, 1)],
    ['a block above', ({ blocks, at }) => blocks.insert(at, [paragraph('new')])],
    ['a block at the beginning', ({ blocks }) => blocks.insert(0, [paragraph('new')])],
    [
      'a block behind the next heading',
      ({ blocks, end }) => blocks.insert(end + 1, [paragraph('new')]),
    ],
    ['the deletion of the next heading', ({ blocks, end }) => blocks.delete(end, 1)],
    ['the deletion of its own heading', ({ blocks, at }) => blocks.delete(at, 1)],
    [
      'the level of its own heading',
      ({ blocks, at }) => {
        const heading = blocks.get(at)
        // Yjs stores any JSON value; its types say string.
        if (heading instanceof Y.XmlElement) heading.setAttribute('level', 1 as unknown as string)
      },
    ],
    [
      'something inside and something outside',
      ({ blocks, at }) => {
        lineOf(blocks.get(at + 1)).insert(0, 'x')
        lineOf(firstWords(blocks)).insert(0, 'x')
      },
    ],
  ]
  it('[YD18] what stands elsewhere is refused, and leaves no trace', async () => {
    const { partner, id, at } = await startSection()
    const before = (await join(id, owner)).words
    for (const [name, edit] of outside) {
      const client = await join(id, partner.cookie)
      const blocks = client.doc.getXmlFragment(BODY)
      client.change(() => edit({ blocks, at, end: endOf(blocks, at) }))
      const { code, message } = await client.next('refused')
      expect([name, code]).toEqual([name, 'forbidden'])
      expect(message).toContain('your own part')
      client.terminate()
    }
    expect((await join(id, owner)).words).toBe(before)
  })

  /** A youth group that may comment on a document, with two adults and somebody young inside. */
  async function startSitting() {
    const adults = [await letIn('Shona Pell'), await letIn('Tomas Birk')]
    const youth = await addEntry(group({ name: 'Northmere Youth Council', kind: 'youth' }))
    const ids = adults.map(({ id }) => id)
    await ask(owner, 'PUT', `/api/youth-groups/${youth}/adults`, { adults: ids })
    const id = await makeDocument()
    const share = { as: 'commenter', until: null }
    const path = `/api/documents/${id}/shares/${youth}`
    const { summary } = await ask<SharingResponse>(owner, 'PUT', path, share)
    for (const adult of ids) await ask(owner, 'PUT', `/api/documents/${id}/shares/${adult}`, share)
    const link = await ask<GroupLinkSummary>(owner, 'POST', `/api/youth-groups/${youth}/links`, {
      adult: ids[0],
      ageBand: 'mixed',
      until: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
      uses: 5,
    })
    const joined = await fetch(`${address}/api/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: link.code, nickname: 'Quiet Otter' }),
    })
    const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? ''
    const { me } = (await joined.json()) as JoinResponse // our own server wrote it
    const sittings = `/api/documents/${id}/sittings`
    const openSitting = () => ask(owner, 'POST', sittings, { group: youth, minutes: 240 })
    return { id, youth, adults, cookie, me, sittings, openSitting, path, summary }
  }

  it('[YD19] the sentence names youth groups; a young person cannot edit, and is off when it ends', async () => {
    const { id, cookie, path, summary } = await startSitting()
    expect(summary).toBe('1 person can edit, Northmere Youth Council can comment, nobody else.')
    const young = await join(id, cookie)
    expect(mayEdit(young)).toBe(false)
    young.type('x')
    expect((await young.next('refused')).code).toBe('forbidden')
    await expect(ask(owner, 'PUT', path, { as: 'editor', until: null })).rejects.toThrow('sitting')
    await ask(owner, 'DELETE', path)
    expect((await young.closed).code).toBe(4403)
  })

  it('[YD20] in a sitting young people write only while two of their adults have it open', async () => {
    const { id, adults, cookie, openSitting, sittings, youth } = await startSitting()
    await openSitting()
    const [shona = { cookie: '' }, tomas = { cookie: '' }] = adults
    const one = await join(id, shona.cookie)
    await join(id, shona.cookie)
    expect(mayEdit(await join(id, cookie))).toBe(false)
    const waiting = await join(id, cookie)
    const two = await join(id, tomas.cookie)
    expect((await waiting.closed).code).toBe(4501)
    const young = await join(id, cookie)
    expect(mayEdit(young)).toBe(true)
    young.type('ours')
    await young.saved(1)
    two.terminate()
    expect((await young.closed).code).toBe(4501)
    expect(mayEdit(await join(id, cookie))).toBe(false)
    await ask(tomas.cookie, 'PUT', `${sittings}/${youth}/here`, { isHere: true })
    const again = await join(id, cookie)
    expect(mayEdit(again)).toBe(true)
    await ask(owner, 'DELETE', `${sittings}/${youth}`)
    expect((await again.closed).code).toBe(4501)
    expect(one.isOpen).toBe(true)
  })

  it('[SF24] words that are hidden are gone from ten open windows, which hear of it, and from what is told', async () => {
    const { id, adults, cookie } = await startSitting()
    const others = adults.map((adult) => adult.cookie)
    const windows = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const own = others[index % others.length] ?? ''
        return { cookie: own, client: await join(id, own) }
      }),
    )
    const threads = `/api/documents/${id}/threads`
    const { id: thread } = await ask<{ id: string }>(cookie, 'POST', threads, {
      key: 'canary-0123456789abc',
      anchor: WHOLE_DOCUMENT,
      visibility: 'visible',
      body: 'Canary words',
      mayQuote: true,
    })
    const moderate = (body: object) =>
      ask(owner, 'PUT', `${threads}/${thread}/comments/${thread}/moderation`, body)
    await moderate({ moderation: 'shown' })
    await ask(owner, 'POST', `/api/documents/${id}/answers`, {
      threads: [thread],
      said: 'A wish',
      theme: '',
      outcome: 'already',
      words: 'It is there.',
      reason: null,
      passedTo: '',
      quotes: [thread],
      change: null,
    })
    const seen = async () => {
      const places = [threads, `${threads}/${thread}`, `/api/documents/${id}/you-said`]
      const texts = windows.flatMap(({ cookie: own }) =>
        places.map(async (path) =>
          (await fetch(address + path, { headers: { cookie: own } })).text(),
        ),
      )
      return (await Promise.all(texts)).filter((text) => text.includes('Canary words')).length
    }
    expect(await seen()).toBe(30)
    const heard = windows.map(({ client }) => client.all('event').length)
    await moderate({ moderation: 'hidden', reason: 'It could hurt somebody.' })
    for (const [index, { client }] of windows.entries()) {
      await client.next('event', () => client.all('event').length > (heard[index] ?? 0))
      expect(client.all('event').at(-1)?.event).toMatchObject({ type: 'thread.changed', thread })
    }
    expect(await seen()).toBe(0)
    expect(JSON.stringify(await ask(cookie, 'GET', threads))).toContain('Canary words')
  })

  it('[YD21] no other adult counts, and a removed adult freezes the group in mid-sitting', async () => {
    const { id, adults, cookie, openSitting, sittings, youth } = await startSitting()
    await openSitting()
    const stranger = await letIn('Stranger')
    const share = { as: 'editor', until: null }
    await ask(owner, 'PUT', `/api/documents/${id}/shares/${stranger.id}`, share)
    const here = `${sittings}/${youth}/here`
    for (const { cookie: adult } of [stranger, { cookie: owner }]) {
      await join(id, adult)
      await expect(ask(adult, 'PUT', here, { isHere: true })).rejects.toThrow('forbidden')
    }
    expect(mayEdit(await join(id, cookie))).toBe(false)
    for (const { cookie: adult } of adults) await ask(adult, 'PUT', here, { isHere: true })
    const young = await join(id, cookie)
    young.type('ours')
    await young.saved(1)
    const [shona] = adults
    await ask(owner, 'PATCH', `/api/accounts/${shona?.id}`, { isSuspended: true })
    expect((await young.closed).code).toBe(4501)
    const frozen = await join(id, cookie)
    frozen.type('x')
    expect((await frozen.next('refused')).code).toBe('forbidden')
  })

  it('[YD22] an officer who looks as a young person gets what one gets, and changes nothing', async () => {
    const { id, youth, cookie } = await startSitting()
    const hidden = await makeDocument()
    const view = async (path: string, method = 'GET') =>
      fetch(address + path, { method, headers: { cookie: owner, 'folkmoot-view': youth } })
    const asYoung = async (path: string) => fetch(address + path, { headers: { cookie } })
    const paths = ['/api/documents', `/api/documents/${id}`, `/api/documents/${hidden}`]
    for (const path of [...paths, '/api/directory', '/api/accounts', '/api/audit']) {
      const [seen, had] = [await view(path), await asYoung(path)]
      expect([path, seen.status, await seen.text()]).toEqual([path, had.status, await had.text()])
    }
    expect((await view('/api/sign-out', 'POST')).status).toBe(403)
    expect((await view(`/api/documents/${id}`, 'DELETE')).status).toBe(403)
    const client = await join(id, owner, `?view=${youth}`)
    expect(mayEdit(client)).toBe(false)
    client.type('x')
    expect((await client.next('refused')).code).toBe('forbidden')
    const stranger = await letIn('Stranger')
    const denied = await fetch(`${address}/api/documents`, {
      headers: { cookie: stranger.cookie, 'folkmoot-view': youth },
    })
    expect(denied.status).toBe(401)
  })

  it('[YD23] two organisations are walls to each other, over HTTP, the socket and the directory', async () => {
    const [health, police] = [await makePartner('Health'), await makePartner('Police')]
    const made = { template: 'blank', title: 'Canary of health' }
    const { id } = await ask<{ id: string }>(health.cookie, 'POST', '/api/documents', made)
    const share = { as: 'editor', until: null }
    await ask(health.cookie, 'PUT', `/api/documents/${id}/shares/${health.organisation}`, share)
    const { ROUTES } = await import('../../../shared/routes.ts')
    for (const { method, path, policy, body } of ROUTES) {
      if (policy === 'anybody' || !('on' in policy)) continue
      const response = await fetch(
        address + path.replace(':id', id).replace(/:\w+/g, police.organisation),
        {
          method,
          headers: { cookie: police.cookie, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: '{}' }),
        },
      )
      // Everybody may adopt what is published; of a draft they hear nothing.
      const isRefused = policy.on === 'adoptCharter' ? [400, 404] : [403]
      expect(isRefused, `${method} ${path}`).toContain(response.status)
      expect(await response.text()).not.toContain('Canary')
    }
    for (const path of ['/api/documents', '/api/me', '/api/directory']) {
      const text = JSON.stringify(await ask(police.cookie, 'GET', path))
      expect([path, /Canary/.test(text), text.toLowerCase().includes(health.email)]).toEqual([
        path,
        false,
        false,
      ])
    }
    for (const path of ['/api/audit', '/api/accounts', '/api/trash']) {
      await expect(ask(police.cookie, 'GET', path)).rejects.toThrow('forbidden')
    }
    const url = `${address.replace('http', 'ws')}/sync/${id}`
    const client = await RawClient.open(url, { cookie: police.cookie })
    expect((await client.closed).code).toBe(4403)
    expect(client.received).toEqual([])
  })
})

interface Place {
  blocks: Y.XmlFragment
  at: number
  end: number
}

/** Where the section ends that begins at a heading. */
function endOf(blocks: Y.XmlFragment, at: number): number {
  const isEnd = (each: unknown, index: number) =>
    index > at && levelOf(each) <= levelOf(blocks.get(at))
  const end = blocks.toArray().findIndex(isEnd)
  return end < 0 ? blocks.length : end
}

function firstWords(blocks: Y.XmlFragment): unknown {
  return blocks
    .toArray()
    .find(
      (each) => each instanceof Y.XmlElement && ['heading', 'paragraph'].includes(each.nodeName),
    )
}

function lineOf(block: unknown): Y.XmlText {
  if (block instanceof Y.XmlText) return block
  if (!(block instanceof Y.XmlElement)) throw new Error('There is no line here')
  return lineOf(block.get(0))
}

function idOf(block: unknown): string {
  return block instanceof Y.XmlElement ? String(block.getAttribute('id')) : ''
}

function levelOf(block: unknown): number {
  if (!(block instanceof Y.XmlElement) || block.nodeName !== 'heading') return 9
  const level: unknown = block.getAttribute('level')
  return typeof level === 'number' ? level : 2
}

function paragraph(words: string): Y.XmlElement {
  const block = new Y.XmlElement('paragraph')
  block.insert(0, [new Y.XmlText(words)])
  return block
}
