import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readabilityOf } from '../../../shared/plain-words.ts'
import { HELPERS, LEVEL_WORDS, VOTE_WORDS } from '../../../shared/young/words.ts'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import type { Thread } from '../../../shared/comments/thread.ts'
import { read } from '../../support/at-door.ts'
import { answered, startTalk } from '../../support/threads.ts'
import { sending } from '../../support/start-app.ts'
import { makeDocument, startYouthGroup } from '../../support/young.ts'

describe('what is hidden', () => {
  it('[SF24] is gone at once for all but its author and those who check, with a hash kept, and comes back on record', async () => {
    const talk = await startTalk()
    const { id } = await talk.start('uma', { body: 'Canary words' })
    await talk.show(id)
    const place = `/${id}/comments/${id}/moderation`
    const seen = async () => {
      const lists = await Promise.all(
        (['petra', 'ed', 'rae', 'abi', 'mo', 'uma', 'vik'] as const).map(
          async (who) => [who, JSON.stringify(await talk.list(who))] as const,
        ),
      )
      return lists.filter(([, text]) => text.includes('Canary words')).map(([who]) => who)
    }
    expect(await seen()).toHaveLength(7)
    const before = talk.events.length
    await answered(await talk.ask('mo', 'PUT', place, { moderation: 'hidden', reason: 'A rule' }))
    expect(talk.events.slice(before)).toHaveLength(1) // every open window looks again
    expect(await seen()).toEqual(['petra', 'mo', 'uma'])
    await answered(await talk.ask('mo', 'PUT', place, { moderation: 'shown', reason: '' }))
    expect(await seen()).toHaveLength(7)
    const audit = JSON.stringify(await talk.store.records.list('audit'))
    const hashes = [...audit.matchAll(/"moderation":"(\w+)","hash":"([0-9a-f]{64})"/g)]
    expect(hashes.map(([, moderation]) => moderation)).toEqual(['shown', 'hidden', 'shown'])
    expect(new Set(hashes.map(([, , hash]) => hash)).size).toBe(1)
    expect(audit).not.toContain('Canary')
  })
})

describe('logs', () => {
  it('[SF22] hold no word, name, code, key or address of anybody, whatever goes wrong', async () => {
    const door = await startYouthGroup()
    const documentId = await makeDocument(door.owner, 'Canary title')
    const link = await door.makeLink()
    const kit = await door.join(link.code, { nickname: 'Canary nick' })
    const share = { as: 'commenter', until: null }
    await door.owner.ask('PUT', `/api/documents/${documentId}/shares/${door.group}`, share)
    const threads = `/api/documents/${documentId}/threads`
    const body = 'Canary words'
    const opening = { key: 'canary-key-0123456789', anchor: WHOLE_DOCUMENT, visibility: 'visible' }
    await read(await kit.ask('POST', threads, { ...opening, body }))
    const concern = { words: body, documentId, thread: null, key: opening.key }
    await read(await kit.ask('POST', '/api/concerns', concern))
    const bad = [
      ['/api/join', { code: 'CANARY22', nickname: 'Canary nick' }],
      ['/api/back', { words: 'canary canary canary' }],
      ['/api/sign-in', { link: 'canary-link', person: { name: 'Canary', colour: 1 } }],
      ['/api/sign-in/mail', { email: 'canary@example.org' }],
      [threads, { ...opening, body, anchor: 'canary' }],
    ] as const
    for (const [path, request] of bad) await door.app.request(path, sending('POST', request))
    const { change } = door.store.records
    door.store.records.change = () => Promise.reject(new Error('The disk said no'))
    for (const [path, request] of [[threads, { ...opening, body }], ...bad] as const) {
      await kit.ask('POST', path, request)
    }
    door.store.records.change = change
    expect(door.log.length).toBeGreaterThan(0)
    const said = door.log.join('\n')
    const secrets = [kit.cookie.split('=')[1], link.code, ...kit.words.split(' '), 'example.org']
    for (const secret of ['anary', ...secrets]) expect(said).not.toContain(secret)
  })
})

describe('adults and young people', () => {
  it('[SF23] no route makes a place for one of each alone', async () => {
    const door = await startYouthGroup()
    const [first] = door.adults
    const kit = await door.join((await door.makeLink()).code)
    const documentId = await makeDocument(first)
    const share = { as: 'commenter', until: null }
    const visitors = { owner: door.owner, first, kit }
    for (const by of Object.values(visitors)) {
      // A document of one adult cannot be shared with one young person.
      const path = `/api/documents/${documentId}/shares/${kit.id}`
      expect((await by.ask('PUT', path, share)).status).toBeGreaterThanOrEqual(400)
    }
    expect((await kit.ask('GET', `/api/documents/${documentId}`)).status).toBe(403)
    expect(
      (await kit.ask('POST', '/api/documents', { template: 'blank', title: 'Us' })).status,
    ).toBe(403)
    // What is said is read by all who may read the document, and an internal thread by no young person.
    const own = await makeDocument(door.owner)
    await door.owner.ask('PUT', `/api/documents/${own}/shares/${door.group}`, share)
    const threads = `/api/documents/${own}/threads`
    const opening = { anchor: WHOLE_DOCUMENT, body: 'Only you' }
    const internal = { ...opening, key: 'a'.repeat(20), visibility: 'internal' }
    expect((await kit.ask('POST', threads, internal)).status).toBe(403)
    const { id } = await read<Thread>(await door.owner.ask('POST', threads, internal))
    expect((await kit.ask('GET', `${threads}/${id}`)).status).toBe(404)
    // With one adult left the group is frozen: nobody joins and nobody inside writes.
    await read(await door.nameAdults([first.id]))
    const visible = { ...opening, key: 'b'.repeat(20), visibility: 'visible' }
    expect((await kit.ask('POST', threads, visible)).status).toBe(403)
    const sitting = { group: door.group, minutes: 60 }
    const opened = await door.owner.ask('POST', `/api/documents/${own}/sittings`, sitting)
    expect(opened.status).toBeGreaterThanOrEqual(400)
  })
})

describe('the screens of young people', () => {
  it('[CN17] need six years of school or fewer', () => {
    const folder = join(import.meta.dirname, '../../../client')
    const files = ['young', 'pages/join'].flatMap((place) =>
      readdirSync(join(folder, place))
        .filter((name) => name.endsWith('.tsx'))
        .map((name) => join(place, name)),
    )
    const hard: string[] = []
    const labels: string[] = [] // of parts of a screen that hold a few words only
    let sentences = 0
    for (const file of files) {
      const shown = wordsShown(readFileSync(join(folder, file), 'utf8'))
      const read = readabilityOf(shown.join('\n'))
      sentences += read.sentences
      if (read.words < 30) labels.push(...shown)
      else if (read.grade > 6) hard.push(`${file}: ${read.grade}`)
    }
    expect(readabilityOf(labels.join('\n')).grade).toBeLessThanOrEqual(6)
    const told = [
      ...HELPERS.map(({ about }) => about),
      ...Object.values(LEVEL_WORDS).map(({ means }) => means),
      ...Object.values(VOTE_WORDS),
    ].join('\n')
    expect(readabilityOf(told).grade).toBeLessThanOrEqual(6)
    expect(sentences).toBeGreaterThan(60)
    expect(hard).toEqual([])
  })
})

/** What a component says: words between tags and whole sentences in quotes. */
function wordsShown(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^import .*$/gm, '')
  const between = [...code.matchAll(/>([^<>{}=;]*[A-Za-z’]{2}[^<>{}=;]*)</g)].map(
    ([, words]) => words ?? '',
  )
  const quoted = [...code.matchAll(/'([A-Z][^'\n]* [^'\n]*[.?])'/g)].map(([, words]) => words ?? '')
  return [...between, ...quoted].map((words) => words.replace(/\s+/g, ' ').trim())
}
