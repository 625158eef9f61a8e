import { describe, expect, it } from 'vitest'
import { startPartnership } from '../../../server/domain/demo.ts'
import type { Role } from '../../../shared/access.ts'
import type { DirectoryResponse, EntryRequest, SheetsResponse } from '../../../shared/api.ts'
import type { Directory, Entry } from '../../../shared/directory/model.ts'
import { groupsIn, peopleIn } from '../../../shared/directory/model.ts'
import { openQuestions } from '../../../shared/directory/questions.ts'
import { group, membership, organisation, person } from '../../support/directory.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { OFFICER, sending, startApp } from '../../support/start-app.ts'

type TestApp = ReturnType<typeof startApp>['app']

const DAY_MS = 24 * 60 * 60 * 1000

describe('the directory over HTTP', () => {
  it('[DI1] entries are added, read and changed with all their fields', async () => {
    const { app } = startApp()
    const service = await add(app, organisation('Youth Service', { kind: 'council' }))
    const petra = await add(
      app,
      person('Petra Wick', {
        initials: 'PW',
        title: 'Officer',
        organisation: service.id,
        email: 'petra@example.org',
        aliases: ['PO'],
      }),
    )
    const board = await add(
      app,
      group('Board', {
        kind: 'decisionBody',
        reaches: 'Everybody',
        ages: { from: 11, to: 18 },
        members: [membership(petra.id, { role: 'representing', representing: 'the valley' })],
      }),
    )
    const { response, body } = await put(app, { ...service, champion: petra.id, name: ' YS ' })
    expect(response.status).toBe(200)
    expect(body).toEqual({ ...service, champion: petra.id, name: 'YS', revision: 4 })
    expect(await read(app)).toEqual({
      directory: { revision: 4, entries: [body, petra, board], settled: [] },
      mayEdit: true,
    })
    expect(petra).toEqual({
      ...person('Petra Wick', { initials: 'PW', title: 'Officer', aliases: ['PO'] }),
      id: petra.id,
      revision: 2,
      organisation: service.id,
      email: 'petra@example.org',
    })
  })

  it('[DI2] nobody’s change is written over: whoever comes second is told', async () => {
    const { app } = startApp()
    const petra = await add(app, person('Petra Wick'))
    await put(app, { ...petra, name: 'Petra Wick-Jones' })
    const { response, body } = await put(app, { ...petra, name: 'Petra W' })
    expect([response.status, body]).toEqual([
      409,
      { code: 'conflict', message: expect.stringContaining('Somebody else') },
    ])
    expect((await read(app)).directory.entries[0]?.name).toBe('Petra Wick-Jones')
  })

  it('[DI3] what is removed takes what points to it out of sight, and restoring brings all back', async () => {
    const { app } = startApp()
    const petra = await add(app, person('Petra Wick'))
    const service = await add(app, organisation('Youth Service', { champion: petra.id }))
    const ruth = await add(app, person('Ruth Calder', { organisation: service.id }))
    const outer = await add(app, group('Outer'))
    await add(
      app,
      group('Inner', {
        parent: outer.id,
        members: [membership(petra.id), membership(ruth.id, { organisation: service.id })],
      }),
    )
    const before = await read(app)
    for (const { id } of [petra, service, outer]) expect(await remove(app, id)).toBe(204)
    expect((await read(app)).directory.entries).toMatchObject([
      { name: 'Ruth Calder', organisation: null },
      { name: 'Inner', parent: null, members: [{ person: ruth.id, organisation: null }] },
    ])
    for (const { id } of [outer, service, petra]) expect((await restore(app, id)).status).toBe(200)
    const after = await read(app)
    const plain = ({ directory }: DirectoryResponse) =>
      directory.entries.map((entry) => ({ ...entry, revision: 0 }))
    expect(plain(after)).toEqual(plain(before))
  })

  it('[DI3] changing an entry meanwhile keeps what points to the removed ones', async () => {
    const { app } = startApp()
    const petra = await add(app, person('Petra Wick'))
    const service = await add(app, organisation('Service', { champion: petra.id }))
    const board = await add(app, group('Board', { members: [membership(petra.id)] }))
    await remove(app, petra.id)
    const { entries } = (await read(app)).directory
    for (const entry of entries) await put(app, { ...entry, name: `${entry.name} 2` })
    await restore(app, petra.id)
    expect((await read(app)).directory.entries).toMatchObject([
      { id: petra.id },
      { id: service.id, name: 'Service 2', champion: petra.id },
      { id: board.id, name: 'Board 2', members: [{ person: petra.id }] },
    ])
  })

  it('[DI4] after a week what was removed is gone for good, from the disk too', async () => {
    const { app, clock, store } = startApp()
    const petra = await add(app, person('Petra Wick', { email: 'petra@example.org' }))
    await add(app, group('Board', { members: [membership(petra.id)] }))
    await remove(app, petra.id)
    clock.advance(6 * DAY_MS)
    await add(app, person('Ruth Calder'))
    clock.advance(DAY_MS)
    await add(app, person('Miles Orchard'))
    expect((await restore(app, petra.id)).status).toBe(404)
    const stored = JSON.stringify(await store.records.read('workspace', 'directory'))
    expect(stored).not.toContain('Petra')
    expect(stored).not.toContain(petra.id)
  })

  it('[DI3] what is not there cannot be changed, removed or restored', async () => {
    const { app } = startApp()
    const petra = await add(app, person('Petra Wick'))
    expect((await restore(app, petra.id)).status).toBe(404)
    await remove(app, petra.id)
    const { response } = await put(app, petra)
    expect([response.status, await remove(app, petra.id), await remove(app, 'none')]).toEqual([
      404, 404, 404,
    ])
    const other = await add(app, organisation('Petra Wick'))
    expect(
      (await put(app, { ...petra, id: other.id, revision: other.revision })).response.status,
    ).toBe(404)
  })

  it('[DI5] an entry points only to what is there, and no group is part of itself', async () => {
    const { app } = startApp()
    const service = await add(app, organisation('Service'))
    const petra = await add(app, person('Petra Wick'))
    const inner = await add(app, group('Inner'))
    const outer = await add(app, group('Outer', { parent: inner.id }))
    const refused: Entry[] = [
      organisation('x', { champion: 'none' }),
      organisation('x', { champion: service.id }),
      person('x', { organisation: petra.id }),
      group('x', { parent: service.id }),
      group('x', { members: [membership('none')] }),
      group('x', { members: [membership(petra.id, { organisation: 'none' })] }),
      group('x', { members: [membership(petra.id), membership(petra.id)] }),
    ]
    for (const entry of refused) expect((await post(app, entry)).response.status).toBe(400)
    for (const parent of [outer.id, inner.id]) {
      const { response, body } = await put(app, { ...inner, parent })
      expect([response.status, body]).toEqual([
        400,
        { code: 'invalid', message: 'A group cannot be part of itself.' },
      ])
    }
  })

  const wrong: [what: string, body: unknown, message: RegExp][] = [
    ['no name', { ...asRequest(person(' ')) }, /^Please give a name\.$/],
    ['no address', { ...asRequest(person('A', { email: 'nobody' })) }, /^Please give an e-mail/],
    ['too long', { ...asRequest(person('a'.repeat(201))) }, /name/],
    ['an unknown field', { ...asRequest(person('A')), role: 'x' }, /no field called role/],
    ['an unknown noun', { ...asRequest(person('A')), noun: 'robot' }, /noun/],
    ['ages the wrong way', { ...asRequest(group('A', { ages: { from: 9, to: 5 } })) }, /^Please/],
    ['an alias of two', { ...asRequest(group('A', { aliases: ['a;b'] })) }, /aliases/],
  ]
  it.each(wrong)('[DI5] %s is refused in plain words', async (_what, body, message) => {
    const { app } = startApp()
    const response = await app.request('/api/directory/entries', sending('POST', body))
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      code: 'invalid',
      message: expect.stringMatching(message),
    })
  })

  it('[DI26] names are kept on one line without hidden signs', async () => {
    const { app } = startApp()
    const petra = await add(app, person('\u202EPetra \t\u0000 Wick', { title: 'a\nb' }))
    expect(petra).toMatchObject({ name: 'Petra Wick', title: 'a b' })
  })

  const readers: [role: Role, status: number][] = [
    ['officer', 200],
    ['editor', 200],
    ['approver', 200],
    ['moderator', 200],
    ['young', 403],
    ['public', 401],
    ['operator', 403],
  ]
  it.each(readers)('[DI6] %s: %i, and only officers see e-mail addresses', async (role, status) => {
    const store = createMemoryStore()
    const { app: officers } = startApp({ store })
    await add(officers, person('Petra Wick', { email: 'petra@example.org' }))
    const { app } = startApp({
      store,
      seatFor: async () => ({ ...OFFICER, role, provenAt: '2026-03-02T09:00:00.000Z' }),
    })
    for (const path of ['', '/export?format=csv&table=people']) {
      const response = await app.request(`/api/directory${path}`)
      expect(response.status).toBe(status)
      expect((await response.text()).includes('petra@')).toBe(role === 'officer')
    }
    const workbook = await app.request('/api/directory/export?format=xlsx')
    expect(workbook.status).toBe(status)
    if (status !== 200) return
    const sheets = await readFile(officers, 'x.xlsx', new Uint8Array(await workbook.arrayBuffer()))
    expect(JSON.stringify(sheets).includes('petra@')).toBe(role === 'officer')
  })

  it('[DI8] an entry with a name that is taken is added all the same, and asked about', async () => {
    const { app } = startApp()
    await add(app, person('Petra Wick', { initials: 'PW' }))
    await add(app, person('petra wick', { initials: 'PW' }))
    const { directory } = await read(app)
    expect(openQuestions(directory).map(({ kind }) => kind)).toEqual([
      'sameName',
      'sameInitials',
      'noOrganisation',
      'noOrganisation',
    ])
  })

  it('[DI12] a question is settled for everybody, and can be asked again', async () => {
    const { app } = startApp()
    const petra = await add(app, person('Petra Wick', { initials: 'PW' }))
    const [question] = openQuestions((await read(app)).directory)
    const settle = (isSettled: boolean) =>
      app.request(
        '/api/directory/questions',
        sending('PUT', { question: question?.key ?? '', isSettled }),
      )
    expect((await settle(true)).status).toBe(204)
    expect(openQuestions((await read(app)).directory)).toEqual([])
    await settle(false)
    expect(openQuestions((await read(app)).directory)).toEqual([question])
    await settle(true)
    await remove(app, petra.id)
    expect((await settle(true)).status).toBe(409)
    await restore(app, petra.id)
    expect(openQuestions((await read(app)).directory)).toEqual([])
    const service = await add(app, organisation('Service'))
    await put(app, {
      ...petra,
      organisation: service.id,
      revision: await revisionOf(app, petra.id),
    })
    expect((await read(app)).directory.settled).toEqual([])
  })

  it('[DI27] the demo partnership brings its directory, and takes it away again', async () => {
    const { app, ctx } = startApp()
    await startPartnership(ctx, { hasDemo: true })
    const { entries } = (await read(app)).directory
    expect(entries.filter(({ isDemo }) => !isDemo)).toEqual([])
    expect(peopleIn({ entries })).toHaveLength(20)
    expect(groupsIn({ entries }).some(({ members }) => members.length > 2)).toBe(true)
    const tomas = entries.find(({ name }) => name === 'Tomas Birk')
    const own = await add(app, group('Our own', { members: [membership(tomas?.id ?? '')] }))
    await app.request('/api/demo', { method: 'DELETE' })
    const left = (await read(app)).directory.entries
    expect(left).toEqual([{ ...own, members: [] }])
  })
})

describe('tables in and out', () => {
  it('[DI19] an export as Excel or CSV that comes back changes nothing', async () => {
    const { app, ctx } = startApp()
    await startPartnership(ctx, { hasDemo: true })
    await add(app, person("=cmd|' /C calc'!A0", { title: '+44', aliases: ["'=x"] }))
    const before = await read(app)
    const workbook = await download(app, 'format=xlsx')
    expect(workbook.type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    const files = [{ name: 'Directory.xlsx', bytes: workbook.bytes }]
    for (const table of ['organisations', 'people', 'groups', 'members']) {
      const { bytes, name } = await download(app, `format=csv&table=${table}`)
      files.push({ name, bytes })
    }
    for (const { name, bytes } of files) {
      const sheets = await readFile(app, name, bytes)
      const { revision } = (await read(app)).directory
      const { counts } = await importSheets(app, { sheets, revision })
      expect({ name, ...counts }).toEqual({
        name,
        new: 0,
        changed: 0,
        unclear: 0,
        unchanged: expect.any(Number),
      })
      expect(counts.unchanged).toBeGreaterThan(5)
    }
    expect((await read(app)).directory.entries).toEqual(before.directory.entries)
  })

  it('[DI18] nothing in an exported file begins a formula', async () => {
    const { app } = startApp()
    await add(app, person('=HYPERLINK("http://x")', { title: '@x', initials: '-1' }))
    const { bytes } = await download(app, 'format=csv&table=people')
    const [, line] = new TextDecoder().decode(bytes).split('\r\n')
    expect(line).toMatch(/^"'=HYPERLINK\(""http:\/\/x""\)",,'-1,'@x,/)
  })

  it('[DI21] an import does what was shown, with new entries pointing to each other', async () => {
    const { app } = startApp()
    const petra = await add(app, person('Petra Wick', { email: 'petra@example.org' }))
    const { counts, directory } = await importSheets(app, {
      revision: 1,
      sheets: [
        {
          name: 'People',
          rows: [
            ['Name', 'Title', 'Organisation'],
            ['Petra Wick', 'Chief', 'YS'],
            ['Ruth Calder', '', 'YS'],
          ],
        },
        {
          name: 'Groups',
          rows: [
            ['Name', 'Part of'],
            ['Inner', 'Outer'],
            ['Outer', ''],
          ],
        },
        {
          name: 'Members',
          rows: [
            ['Group', 'Person', 'Role'],
            ['Inner', 'Ruth Calder', 'Chair'],
          ],
        },
        {
          name: 'Champions',
          rows: [
            ['Organisation', 'Champion'],
            ['YS', 'Ruth Calder'],
          ],
        },
      ],
    })
    expect(counts).toEqual({ new: 5, changed: 1, unchanged: 0, unclear: 0 })
    const byName = new Map(directory.entries.map((entry) => [entry.name, entry]))
    const idOf = (name: string) => byName.get(name)?.id
    expect([...byName.values()]).toEqual([
      { ...petra, title: 'Chief', organisation: idOf('YS'), revision: 2 },
      expect.objectContaining({ name: 'YS', champion: idOf('Ruth Calder'), revision: 2 }),
      expect.objectContaining({ name: 'Ruth Calder', initials: 'RC', organisation: idOf('YS') }),
      expect.objectContaining({ name: 'Inner', parent: idOf('Outer') }),
      expect.objectContaining({ name: 'Outer', parent: null }),
    ])
    expect(groupsIn(directory)[0]?.members).toEqual([
      membership(idOf('Ruth Calder') ?? '', { role: 'chair' }),
    ])
    expect(directory.entries.map(({ id }) => id).filter((id) => id.includes('new'))).toEqual([])
    expect((await read(app)).directory).toEqual(directory)
  })

  it('[DI21] an import that was compared with an older directory is refused and changes nothing', async () => {
    const { app } = startApp()
    await add(app, person('Petra Wick'))
    const sheets = [{ name: 'People', rows: [['Name'], ['Ruth Calder']] }]
    const { status } = await app.request(
      '/api/directory/imports',
      sending('POST', { sheets, choices: {}, revision: 0 }),
    )
    expect(status).toBe(409)
    expect((await read(app)).directory.entries).toHaveLength(1)
  })

  it('[DI21] an import that cannot be stored changes nothing', async () => {
    const store = createMemoryStore()
    const { app } = startApp({ store })
    await add(app, person('Petra Wick'))
    store.failWith(Object.assign(new Error('full'), { code: 'ENOSPC' }))
    const sheets = [{ name: 'People', rows: [['Name'], ['Ruth Calder']] }]
    const { status } = await app.request(
      '/api/directory/imports',
      sending('POST', { sheets, choices: {}, revision: 1 }),
    )
    store.failWith(null)
    expect([status, (await read(app)).directory.entries.length]).toEqual([503, 1])
  })

  it('[DI25] a directory holds at most 10,000 entries', async () => {
    const { app, store } = startApp()
    const entries = Array.from({ length: 9999 }, (_, n) => ({
      ...person(`Person ${n}`),
      aliases: [],
      removedAt: null,
    }))
    await store.records.change('workspace', 'directory', () => ({
      revision: 1,
      entries,
      settled: [],
    }))
    await add(app, person('Last'))
    const { response, body } = await post(app, person('One too many'))
    expect([response.status, body]).toEqual([
      400,
      { code: 'invalid', message: 'A directory holds at most 10,000 entries.' },
    ])
    const sheets = [{ name: 'People', rows: [['Name'], ['Nobody Else']] }]
    const { status } = await app.request(
      '/api/directory/imports',
      sending('POST', { sheets, choices: {}, revision: 2 }),
    )
    expect(status).toBe(400)
  })
})

async function add<Added extends Entry>(app: TestApp, entry: Added): Promise<Added> {
  const { response, body } = await post(app, entry)
  expect(response.status).toBe(201)
  return body as Added // our own server wrote it
}

async function post(app: TestApp, entry: Entry) {
  const response = await app.request('/api/directory/entries', sending('POST', asRequest(entry)))
  return { response, body: (await response.json()) as unknown }
}

async function put(app: TestApp, entry: Entry) {
  const { id, revision } = entry
  const response = await app.request(
    `/api/directory/entries/${id}`,
    sending('PUT', { ...asRequest(entry), revision }),
  )
  return { response, body: (await response.json()) as unknown }
}

async function remove(app: TestApp, id: string): Promise<number> {
  return (await app.request(`/api/directory/entries/${id}`, { method: 'DELETE' })).status
}

async function restore(app: TestApp, id: string): Promise<Response> {
  return app.request(`/api/directory/entries/${id}/restore`, { method: 'POST' })
}

async function read(app: TestApp): Promise<DirectoryResponse> {
  const response = await app.request('/api/directory')
  expect(response.status).toBe(200)
  return (await response.json()) as DirectoryResponse // our own server wrote it
}

async function revisionOf(app: TestApp, id: string): Promise<number> {
  return (await read(app)).directory.entries.find((entry) => entry.id === id)?.revision ?? 0
}

async function readFile(app: TestApp, name: string, bytes: Uint8Array) {
  const response = await app.request(`/api/directory/tables?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: Buffer.from(bytes),
  })
  expect(response.status).toBe(200)
  const { sheets } = (await response.json()) as SheetsResponse // our own server wrote it
  return sheets
}

async function download(app: TestApp, query: string) {
  const response = await app.request(`/api/directory/export?${query}`)
  expect(response.status).toBe(200)
  const disposition = response.headers.get('content-disposition') ?? ''
  const name = /^attachment; filename="([\w.]+)"$/.exec(disposition)?.[1] ?? ''
  expect(name).not.toBe('')
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { name, bytes, type: response.headers.get('content-type') }
}

async function importSheets(
  app: TestApp,
  request: { sheets: SheetsResponse['sheets']; revision: number },
) {
  const response = await app.request(
    '/api/directory/imports',
    sending('POST', { choices: {}, ...request }),
  )
  expect(response.status).toBe(200)
  return (await response.json()) as { counts: Record<string, number>; directory: Directory } // ours
}

/** The fields people fill in. */
function asRequest(entry: Entry): EntryRequest {
  const { id: _id, revision: _revision, isDemo: _isDemo, ...request } = entry
  return request as EntryRequest // its lists are not read-only
}
