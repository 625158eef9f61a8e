import { describe, expect, it } from 'vitest'
import type { MeResponse } from '../../../shared/api-seats.ts'
import type { JoinCodeResponse, YouthGroupsResponse } from '../../../shared/api-young.ts'
import { CODE_LETTERS, readJoinCode, showJoinCode } from '../../../shared/young/join-code.ts'
import { RETURN_WORDS, readReturnCode } from '../../../shared/young/return-words.ts'
import { listAudit } from '../../../server/domain/audit.ts'
import { read } from '../../support/at-door.ts'
import { sending } from '../../support/start-app.ts'
import { makeDocument, makeGroupLink, startYouthGroup } from '../../support/young.ts'
import type { YouthDoor } from '../../support/young.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** A code of the alphabet that is not the given one. */
function wrongCode(at: number): string {
  return [7, 5, 3, 2, 1, 0, 0, 0]
    .map((step, index) => CODE_LETTERS[(at * step + index * 3) % 31] ?? '')
    .join('')
}

async function meOf(visitor: { ask: YouthDoor['owner']['ask'] }): Promise<MeResponse> {
  return read(await visitor.ask('GET', '/api/me'))
}

describe('joining a youth group', () => {
  it('[YD1] a code opens one group, under a nickname and with nothing else', async () => {
    const door = await startYouthGroup()
    const { code } = await door.makeLink()
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
    const typed = ` ${showJoinCode(code).toLowerCase()}`
    const looked = await door.app.request('/api/join/look', sending('POST', { code: typed }))
    expect(await read<JoinCodeResponse>(looked)).toEqual({
      group: 'Northmere Youth Council',
      adult: 'Shona Pell',
      nickname: expect.stringMatching(/^[A-Z][a-z]+ [A-Z][a-z]+$/),
    })
    const young = await door.join(typed)
    expect((await meOf(young)).seat).toMatchObject({ name: 'Quiet Otter', role: 'young' })
    const kept = await door.store.records.read('young', young.id)
    expect(Object.keys(Object(kept?.value)).toSorted()).toEqual(
      'ageBand colour generation group isOut joinedAt link mark name returnKey'.split(' '),
    )
  })

  it('[YD1] an e-mail address, a link or a phone number is no nickname', async () => {
    const door = await startYouthGroup()
    const { code } = await door.makeLink()
    for (const nickname of ['', 'a@b.org', 'http://x.org', '07700 900123', 'x'.repeat(31)]) {
      expect([nickname, (await door.join(code, { nickname })).status]).toEqual([nickname, 400])
    }
    expect((await door.join(code, { email: 'a@b.org' })).status).toBe(400)
    expect((await door.join(code, { age: 12 })).status).toBe(400)
  })

  it('[YD2] a link ends after its last day, when it is used up, and when it is ended', async () => {
    const door = await startYouthGroup()
    const [short, few, ended] = [
      await door.makeLink({ until: '2026-03-02' }),
      await door.makeLink({ uses: 2 }),
      await door.makeLink(),
    ]
    const at = `/api/youth-groups/${door.group}/links/${ended.id}`
    await door.owner.ask('DELETE', at)
    expect((await door.join(ended.code)).status).toBe(403)
    const together = await Promise.all(Array.from({ length: 8 }, () => door.join(few.code)))
    expect(together.filter(({ status }) => status === 201)).toHaveLength(2)
    expect((await door.join(short.code)).status).toBe(201)
    door.clock.advance(DAY)
    expect((await door.join(short.code)).status).toBe(403)
    const all = await read<YouthGroupsResponse>(await door.owner.ask('GET', '/api/youth-groups'))
    expect(all.groups[0]?.links.map(({ id, state }) => [id, state])).toEqual([
      [short.id, 'over'],
      [few.id, 'full'],
      [ended.id, 'ended'],
    ])
  })

  it('[YD3] whatever is wrong with a code, the answer is the same', async () => {
    const door = await startYouthGroup()
    const ended = await door.makeLink()
    await door.owner.ask('DELETE', `/api/youth-groups/${door.group}/links/${ended.id}`)
    const answers = new Set<string>()
    for (const code of [ended.code, wrongCode(1), 'short', 'O0I1L0O0', '']) {
      const response = await door.app.request('/api/join/look', sending('POST', { code }))
      answers.add(`${response.status} ${await response.text()}`)
    }
    expect(answers.size).toBe(1)
  })

  it('[YD4] 5,000 guesses from 200 addresses find nothing and are slowed after ten', async () => {
    const door = await startYouthGroup({ proxyHops: 1 })
    await door.makeLink()
    const guess = async (at: number) => {
      const headers = { 'x-forwarded-for': `10.0.${at % 200}.1` }
      const body = { code: wrongCode(at) }
      return (await door.app.request('/api/join/look', sending('POST', body, headers))).status
    }
    const statuses: number[] = []
    for (let at = 0; at < 5_000; at++) statuses.push(await guess(at))
    expect(statuses.filter((status) => status === 200)).toEqual([])
    // 300 for everybody together in ten minutes, and ten for each address.
    expect(statuses.filter((status) => status === 403)).toHaveLength(300)
    expect(statuses.slice(300).every((status) => status === 429)).toBe(true)
    door.clock.advance(10 * MINUTE)
    const alone = []
    for (let tries = 0; tries < 12; tries++) alone.push(await guess(200 * tries))
    expect(alone).toEqual([...Array<number>(10).fill(403), 429, 429])
  })

  it('[YD4] a class that joins through one address is not held up', async () => {
    const door = await startYouthGroup({ proxyHops: 1 })
    const { code } = await door.makeLink()
    const statuses = []
    for (let at = 0; at < 30; at++) statuses.push((await door.join(code)).status)
    expect(statuses).toEqual(Array(30).fill(201))
  })

  it('[YD5] three words bring somebody back on any device, however they are typed', async () => {
    const door = await startYouthGroup()
    const young = await door.join((await door.makeLink()).code)
    const [one = '', two = '', three = ''] = young.words.split(' ')
    const phone = await door.back(` ${one.toUpperCase()}-${two},  ${three}\n`)
    expect((await meOf(phone)).seat).toMatchObject({ id: young.id, name: 'Quiet Otter' })
    expect((await door.back(`${one} ${two}`)).status).toBe(403)
    expect((await door.back(`${three} ${two} ${one}x`)).status).toBe(403)
  })

  it('[YD5] the words are more than 30 bits, and the folder holds them only as a slow hash', async () => {
    expect(new Set(RETURN_WORDS).size).toBe(RETURN_WORDS.length)
    expect(Math.log2(RETURN_WORDS.length ** 3)).toBeGreaterThan(30)
    expect(RETURN_WORDS.every((word) => readReturnCode(`${word} ${word} ${word}`) !== null)).toBe(
      true,
    )
    const door = await startYouthGroup()
    const young = await door.join((await door.makeLink()).code)
    const kinds = ['young', 'returnCode', 'session', 'audit', 'workspace'] as const
    const stored = JSON.stringify(await Promise.all(kinds.map((k) => door.store.records.list(k))))
    const { words } = young
    expect(words.split(' ').every((word) => stored.includes(` ${word}`))).toBe(false)
    expect(stored).not.toContain(words)
  })

  it('[YD5] new words end the old ones', async () => {
    const door = await startYouthGroup()
    const young = await door.join((await door.makeLink()).code)
    const { words } = await read<{ words: string[] }>(await young.ask('POST', '/api/me/words'))
    expect((await door.back(young.words)).status).toBe(403)
    expect((await door.back(words.join(' '))).id).toBe(young.id)
  })

  it('[YD6] only officers and the group’s own adults make links, and not for other groups', async () => {
    const door = await startYouthGroup()
    const [shona] = door.adults
    const stranger = await door.letIn('editor')
    expect((await makeGroupLink(shona, door.group, shona)).state).toBe('open')
    const body = { adult: shona.id, ageBand: 'mixed', until: '2026-06-30', uses: 5 }
    const ask = async (who: typeof shona, group: string, more: object = {}) =>
      (await who.ask('POST', `/api/youth-groups/${group}/links`, { ...body, ...more })).status
    expect(await ask(stranger, door.group)).toBe(403)
    expect(await ask(shona, 'another')).toBe(403)
    expect(await ask(door.owner, 'another')).toBe(404)
    expect(await ask(door.owner, door.group, { adult: stranger.id })).toBe(400)
    expect(await ask(door.owner, door.group, { until: '2026-03-01' })).toBe(400)
    expect(await ask(door.owner, door.group, { until: '2028-03-01' })).toBe(400)
    const adults = { adults: [shona.id, stranger.id] }
    const renamed = await shona.ask('PUT', `/api/youth-groups/${door.group}/adults`, adults)
    expect(renamed.status).toBe(403)
  })

  it('[YD7] with one adult a group is frozen: nobody joins, nobody inside writes', async () => {
    const door = await startYouthGroup()
    const { code } = await door.makeLink()
    const young = await door.join(code)
    const id = await makeDocument(door.owner)
    const share = { as: 'commenter', until: null }
    await read(await door.owner.ask('PUT', `/api/documents/${id}/shares/${door.group}`, share))
    const operations = async () => (await meOf(young)).seat?.operations ?? []
    expect(await operations()).toContain('editDocument')
    const [shona] = door.adults
    await door.owner.ask('PATCH', `/api/accounts/${shona.id}`, { isSuspended: true })
    expect(await operations()).toEqual([
      'listDocuments',
      'readDocument',
      'readImage',
      'seePresence',
      'seeVersions',
      'manageOwnSeat',
      'takeOutOwnWords',
      'readConsultation',
      'reportConcern',
      'readComments',
    ])
    expect((await young.ask('GET', `/api/documents/${id}`)).status).toBe(200)
    expect((await door.join(code)).status).toBe(403)
    const again = { adult: door.adults[1].id, ageBand: 'mixed', until: '2026-06-30', uses: 5 }
    const made = await door.owner.ask('POST', `/api/youth-groups/${door.group}/links`, again)
    expect(made.status).toBe(409)
  })

  it('[YD8] somebody taken out is out everywhere, and their words open nothing', async () => {
    const door = await startYouthGroup()
    const young = await door.join((await door.makeLink()).code)
    const phone = await door.back(young.words)
    const path = `/api/youth-groups/${door.group}/people/${young.id}`
    expect((await door.adults[0].ask('DELETE', path)).status).toBe(204)
    expect((await door.owner.ask('DELETE', path)).status).toBe(404)
    for (const each of [young, phone]) expect((await meOf(each)).seat).toBeNull()
    expect((await door.back(young.words)).status).toBe(403)
  })

  it('[YD9] a young person sees what is shared with their group, and nobody’s names but their own', async () => {
    const door = await startYouthGroup()
    const young = await door.join((await door.makeLink()).code)
    const [shared, hidden] = [
      await makeDocument(door.owner, 'For young people'),
      await makeDocument(door.owner, 'Not for them'),
    ]
    const everyone = { as: 'editor', until: null }
    await door.owner.ask('PUT', `/api/documents/${hidden}/shares/everyone`, everyone)
    const share = { as: 'commenter', until: '2026-03-03' }
    await read(await door.owner.ask('PUT', `/api/documents/${shared}/shares/${door.group}`, share))
    const list = await read<{ id: string }[]>(await young.ask('GET', '/api/documents'))
    expect(list.map(({ id }) => id)).toEqual([shared])
    const paths = ['/api/directory', '/api/accounts', '/api/youth-groups', '/api/audit']
    for (const path of paths) expect((await young.ask('GET', path)).status).toBe(403)
    door.clock.advance(2 * DAY)
    expect((await young.ask('GET', `/api/documents/${shared}`)).status).toBe(403)
  })

  it('[YD10] the audit log names links, groups and young people by their ids alone', async () => {
    const door = await startYouthGroup()
    const young = await door.join((await door.makeLink()).code)
    const log = JSON.stringify(await listAudit(door.store))
    expect(log).toContain('"young.joined"')
    const kept = await door.store.records.read('young', young.id)
    expect(log).toContain(String(Object(kept?.value).mark))
    expect(log).not.toContain(young.id)
    expect(log).not.toMatch(/Quiet Otter|Northmere|Shona/)
    expect(readJoinCode('nonsense')).toBeNull()
  })
})
