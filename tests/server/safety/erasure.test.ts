import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Erasure, OwnWordsResponse } from '../../../shared/own-words.ts'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import type { Thread, ThreadsResponse } from '../../../shared/comments/thread.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { createLocalBus } from '../../../server/bus/local.ts'
import { listAudit, verifyAudit } from '../../../server/domain/audit.ts'
import { finishErasures } from '../../../server/domain/erasure.ts'
import { updateYoungPerson } from '../../../server/domain/young-people.ts'
import { removeOldNicknames } from '../../../server/domain/retention.ts'
import { threadsEverywhere } from '../../../server/domain/threads-record.ts'
import { createId } from '../../../server/ids.ts'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import { createRooms } from '../../../server/sync/rooms.ts'
import { read } from '../../support/at-door.ts'
import type { Visitor } from '../../support/at-door.ts'
import { CONSULTATION } from '../../support/consultation.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'
import { makeDocument, startYouthGroup } from '../../support/young.ts'

const ASKED = { ...CONSULTATION, closesOn: '2026-03-20', hearBackOn: '2026-03-30' }
const NICKNAME = 'Quiet Otter'
let keys = 0
const newKey = () => `key-${String(++keys).padStart(16, '0')}`

/** A group on a real data folder with the real rooms, and a document it comments on. */
async function startOnDisk() {
  const folder = await makeTemporaryFolder()
  const store = await openEmbeddedStore({ folder, onProblem: () => undefined })
  const bus = createLocalBus()
  const live = createRooms({
    store,
    bus,
    now: () => new Date('2026-03-02T09:00:00Z'),
    log: () => undefined,
    newId: createId,
  })
  let isOpen = true
  const close = async () => {
    if (!isOpen) return
    isOpen = false
    await live.drain()
    await store.close()
  }
  onTestFinished(close)
  const door = await startYouthGroup({ store, bus, live, newId: createId })
  const document = await makeDocument(door.owner)
  const share = { as: 'commenter', until: null }
  await read(await door.owner.ask('PUT', `/api/documents/${document}/shares/${door.group}`, share))
  const { code } = await door.makeLink()
  const threads = `/api/documents/${document}/threads`
  return {
    ...door,
    folder,
    store,
    live,
    document,
    close,
    young: await door.join(code, { nickname: NICKNAME }),
    other: await door.join(code, { nickname: 'Brave Heron' }),
    async start(who: Visitor, body: string, more: object = {}): Promise<Thread> {
      const opening = { key: newKey(), anchor: WHOLE_DOCUMENT, visibility: 'visible', body }
      return read(await who.ask('POST', threads, { ...opening, ...more }))
    },
    async reply(who: Visitor, thread: string, body: string): Promise<Thread> {
      return read(await who.ask('POST', `${threads}/${thread}/comments`, { key: newKey(), body }))
    },
    async show(thread: string): Promise<void> {
      const path = `${threads}/${thread}/comments/${thread}/moderation`
      await read(await door.owner.ask('PUT', path, { moderation: 'shown' }))
    },
    async list(who: Visitor): Promise<Thread[]> {
      return (await read<ThreadsResponse>(await who.ask('GET', threads))).threads
    },
    async write(words: string): Promise<void> {
      await live.edit(document, (body) => {
        const last = documentSchema.node(
          'paragraph',
          { id: 'typed' },
          words === '' ? [] : documentSchema.text(words),
        )
        const kept = body.children.filter(({ attrs }) => attrs['id'] !== 'typed')
        return body.type.create(body.attrs, [...kept, last])
      })
    },
  }
}

/** The files of a folder that hold some words, with the words sought in text and in bytes. */
async function filesWith(folder: string, words: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const isNamed = entry.name.includes(words)
    if (isNamed || (await readFile(path)).includes(words)) found.push(path.slice(folder.length + 1))
  }
  return found
}

describe('taking one’s words out', () => {
  it('[SF30] everything one has said can be downloaded, and nothing of anybody else', async () => {
    const { young, other, document, start, reply, show, owner } = await startOnDisk()
    const mine = await start(young, 'More buses, please.', { suggestion: null })
    await show(mine.id)
    const theirs = await start(other, 'Fewer cars.')
    await show(theirs.id)
    await reply(young, theirs.id, 'And bikes.')
    const path = `/api/documents/${document}`
    const reaction = { reaction: 'agree', isOn: true }
    await young.ask('PUT', `${path}/threads/${theirs.id}/comments/${theirs.id}/reaction`, reaction)
    await read(await young.ask('PUT', `${path}/votes`, { item: 'p1', vote: 'agree', people: 3 }))
    const concern = { words: 'I am worried.', documentId: document, thread: null, key: newKey() }
    await read(await young.ask('POST', '/api/concerns', concern))
    const response = await young.ask('GET', '/api/me/words')
    expect(response.headers.get('content-disposition')).toContain('my-words.json')
    const words = await read<OwnWordsResponse>(response)
    expect(words.name).toBe(NICKNAME)
    expect(words.comments.map((each) => each.words).toSorted()).toEqual([
      'And bikes.',
      'More buses, please.',
    ])
    expect(words.comments[0]?.title).toBe('A plan')
    expect(words.reactions.map((each) => each.reaction)).toEqual(['agree'])
    expect(words.votes).toMatchObject([{ item: 'p1', vote: 'agree', people: 3 }])
    expect(words.concerns.map((each) => each.words)).toEqual(['I am worried.'])
    expect(JSON.stringify(words)).not.toContain('Fewer cars.')
    const adult = await read<OwnWordsResponse>(await owner.ask('GET', '/api/me/words'))
    expect(adult.comments).toEqual([])
  })

  it('[SF31] words and name go, where others have answered the place stays', async () => {
    const { young, other, adults, start, reply, show, list, owner, back, store } =
      await startOnDisk()
    const alone = await start(young, 'Only mine.')
    await show(alone.id)
    const answered = await start(young, 'More buses, please.')
    await show(answered.id)
    await reply(owner, answered.id, 'From May.')
    const theirs = await start(other, 'Fewer cars.')
    await show(theirs.id)
    await reply(young, theirs.id, 'And bikes.')
    const erased = await read<Erasure>(await young.ask('POST', '/api/me/erase'))
    expect(erased).toMatchObject({ by: 'self', comments: 3, suggestions: 0 })
    const left = await list(owner)
    expect(left.map(({ id }) => id).toSorted()).toEqual([answered.id, theirs.id].toSorted())
    const place = left.find(({ id }) => id === answered.id)
    expect(place?.comments[0]).toMatchObject({
      author: { name: 'A young person', group: null },
      body: '',
      isWithdrawn: true,
    })
    expect(place?.comments[1]?.body).toBe('From May.')
    expect(left.find(({ id }) => id === theirs.id)?.comments.map(({ body }) => body)).toEqual([
      'Fewer cars.',
    ])
    expect((await young.ask('GET', '/api/me/words')).status).toBe(401)
    expect((await back(young.words)).status).toBe(403)
    expect((await adults[0].ask('POST', '/api/me/erase')).status).toBe(200)
    expect((await adults[0].ask('GET', '/api/me/words')).status).toBe(200)
    const ledger = await store.records.list('erasure')
    expect(ledger.map(({ value }) => value)).toContainEqual(erased)
  })

  it('[SF31] what a stop of the server cut short is finished when it starts again', async () => {
    const { young, owner, start, list, store, ...world } = await startOnDisk()
    await start(young, 'Only mine.')
    const { ctx } = world
    await updateYoungPerson(store, young.id, (record) => ({ ...record, isLeaving: true }))
    await finishErasures({ ...ctx, store, live: world.live })
    expect(await list(owner)).toEqual([])
    expect(await store.records.read('young', young.id)).toBeNull()
  })

  it('[SF31] words that came into the text stay, under nobody’s name', async () => {
    const { young, start, show, list, owner, document } = await startOnDisk()
    const anchor = { ...WHOLE_DOCUMENT, on: 'block', block: 'p1', quote: 'once a year' }
    const taken = await start(young, 'Like this.', { anchor, suggestion: 'every month' })
    await show(taken.id)
    const other = await start(young, 'Or this.', { anchor, suggestion: 'each week' })
    await show(other.id)
    const path = `/api/documents/${document}/threads/${taken.id}/decision`
    const decision = { is: 'accepted', before: 'once a year', after: 'every month' }
    await read(await owner.ask('PUT', path, decision))
    await read(await young.ask('POST', '/api/me/erase'))
    const [left, ...more] = await list(owner)
    expect(more).toEqual([])
    expect(left?.suggestion).toMatchObject({ words: 'every month', decision })
    expect(left?.comments[0]).toMatchObject({ author: { name: 'A young person' }, body: '' })
  })

  it('[SF32] afterwards no file holds the nickname or the seat, except a sealed concern', async () => {
    const world = await startOnDisk()
    const { young, folder, document, start, reply, show, owner, write, close, store } = world
    const thread = await start(young, 'More buses, please.')
    await show(thread.id)
    await reply(owner, thread.id, 'From May.')
    await read(
      await young.ask('PUT', `/api/documents/${document}/votes`, {
        item: 'p1',
        vote: 'agree',
        people: 1,
      }),
    )
    await write(`${NICKNAME} was here`)
    await write('')
    const concern = { words: 'I am worried.', documentId: document, thread: null, key: newKey() }
    await read(await young.ask('POST', '/api/concerns', concern))
    expect((await filesWith(folder, NICKNAME)).length).toBeGreaterThan(2)
    expect((await filesWith(folder, young.id)).length).toBeGreaterThan(3)
    await read(await young.ask('POST', '/api/me/erase'))
    const entries = await listAudit(store)
    expect(entries[0]?.did).toBe('person.erased')
    expect((await verifyAudit(store)).problems).toEqual([])
    await close()
    for (const words of [NICKNAME, young.id]) {
      const found = await filesWith(folder, words)
      expect(found).toEqual([expect.stringMatching(/concern/)])
    }
    expect(await filesWith(folder, 'More buses')).toEqual([])
  })

  it('[SF35] six months after people hear back the nicknames go, and the words stay', async () => {
    const { young, owner, document, start, show, clock, store } = await startOnDisk()
    const path = `/api/documents/${document}`
    await read(await owner.ask('POST', `${path}/consultations`, ASKED))
    const asked = await start(young, 'More buses, please.')
    await show(asked.id)
    const ctx = { store, now: clock.now }
    const first = async () => (await threadsEverywhere(store))[0]?.thread.comments[0]
    clock.advance(Date.parse('2026-09-30T12:00:00Z') - clock.now().getTime())
    await removeOldNicknames(ctx)
    expect((await first())?.author.name).toBe(NICKNAME)
    clock.advance(24 * 60 * 60_000)
    await removeOldNicknames(ctx)
    expect(await first()).toMatchObject({
      author: {
        seat: 'erased',
        name: 'A young person',
        group: { name: 'Northmere Youth Council' },
      },
      body: 'More buses, please.',
    })
  })

  it('[SF33] an officer takes somebody out of a group for good, after fresh proof', async () => {
    const { young, adults, group, owner, start, list, clock } = await startOnDisk()
    await start(young, 'Only mine.')
    const path = `/api/youth-groups/${group}/people/${young.id}/erase`
    expect((await adults[0].ask('POST', path)).status).toBe(403)
    clock.advance(11 * 60_000)
    expect(await (await owner.ask('POST', path)).json()).toMatchObject({ code: 'proof_needed' })
    clock.advance(-11 * 60_000)
    const other = `/api/youth-groups/elsewhere/people/${young.id}/erase`
    expect((await owner.ask('POST', other)).status).toBe(404)
    expect(await read(await owner.ask('POST', path))).toMatchObject({ by: 'officer', comments: 1 })
    expect(await list(owner)).toEqual([])
    expect((await owner.ask('POST', path)).status).toBe(404)
  })
})
