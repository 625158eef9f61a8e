import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { NewUpdateLinkResponse } from '../../../shared/api-delivery.ts'
import type {
  NewLinkResponse,
  NewTokenResponse,
  SessionSummary,
} from '../../../shared/api-seats.ts'
import type { ThreadsResponse } from '../../../shared/comments/thread.ts'
import { bodyFromJson } from '../../../server/domain/body.ts'
import { addEntry } from '../../../server/domain/directory.ts'
import { addDocument } from '../../../server/domain/documents.ts'
import { makeOwnerLink } from '../../../server/domain/links.ts'
import { keepRemovedRows } from '../../../server/domain/removed-rows.ts'
import { removeWhatIsOver } from '../../../server/domain/retention.ts'
import { keepSafetyPoint } from '../../../server/domain/safety-points.ts'
import type { RecordKind } from '../../../server/storage/store.ts'
import { document, group, plan as planOf, row } from '../../../shared/templates/blocks.ts'
import { startAsking } from '../../support/asking.ts'
import { read } from '../../support/at-door.ts'
import { serveFolkmoot } from '../../support/serve-folkmoot.ts'
import { makeGroupLink } from '../../support/young.ts'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
const DAYS = 3 * 365
/** Days of the three years on which one of each is made; people hear back on a day, and six months later. */
const ROUNDS = new Map<number, readonly [hearBackOn: string, sixMonthsLater: string]>([
  [0, ['2026-08-31', '2027-02-28']],
  [90, ['2027-03-01', '2027-09-01']],
  [400, ['2027-05-15', '2027-11-15']],
  [700, ['2028-02-29', '2028-08-29']],
])

/** Something that ends at a moment: until then this is in a record of the kind. */
interface Item {
  what: string
  kind: RecordKind
  mark: string
  endsAt: number
  goneAt: number | null
}

async function startKeeping() {
  const world = await startAsking()
  const { id, store, ctx, clock } = world
  await addEntry(ctx, {
    noun: 'organisation',
    name: 'Net Loft',
    aliases: [],
    kind: 'voluntary',
    champion: null,
    contactRole: '',
    contactMailbox: '',
  })
  const { id: plan } = await addDocument(ctx, {
    title: 'Harbour plan',
    kind: 'actionPlan',
    body: bodyFromJson(
      document(planOf('priorityPlan4', group('One', row({ action: 'Ask', lead: 'Net Loft' })))),
      ctx.newId,
    ),
    isDemo: false,
    origin: { from: 'template', template: 'blank' },
  })
  const items: Item[] = []
  const dayIn = (days: number) =>
    new Date(clock.now().getTime() + days * DAY).toISOString().slice(0, 10)
  const note = (what: string, kind: RecordKind, mark: string, endsAt: number) =>
    items.push({ what, kind, mark, endsAt, goneAt: null })
  /** A last day counts as a whole. */
  const after = (day: string) => Date.parse(day) + DAY

  async function makeOneOfEach(round: number, [hearBackOn, lastDay]: readonly [string, string]) {
    const now = clock.now().getTime()
    const officer = await world.enter(await makeOwnerLink(ctx))
    const sessions = await read<SessionSummary[]>(await officer.ask('GET', '/api/me/sessions'))
    note('a session', 'session', sessions[0]?.id ?? '', now + 7 * DAY)

    const person = { name: 'Ilse Marr', email: `ilse${round}@example.org`, role: 'editor' }
    const { account } = await read<NewLinkResponse>(
      await officer.ask('POST', '/api/accounts', person),
    )
    note('an invitation', 'link', account.id, now + 7 * DAY)

    const script = { name: 'Copy', operations: ['listDocuments'], documents: null }
    const made = await officer.ask('POST', '/api/me/tokens', { ...script, until: dayIn(20) })
    note('a token', 'token', (await read<NewTokenResponse>(made)).summary.id, after(dayIn(20)))

    const path = `/api/documents/${id}`
    const lead = { lead: 'Net Loft', until: dayIn(45) }
    const link = await read<NewUpdateLinkResponse>(
      await officer.ask('POST', `/api/documents/${plan}/update-links`, lead),
    )
    note('a link to update', 'deliveryLink', link.summary.id, after(dayIn(45)))

    const gone = { id: `row${round}`, table: 't', group: 'g', row: row({ action: 'Ask' }) }
    await keepRemovedRows(ctx, id, { by: null, rows: [gone] })
    note('a removed row', 'removedRows', gone.id, now + 30 * DAY)

    const point = await keepSafetyPoint(ctx, id, 'quiet')
    note('a safety point', 'versions', point.id, now + 30 * DAY)

    const entry = { noun: 'person', name: `Odd Fellow ${round}`, aliases: [], initials: '' }
    const rest = { title: '', organisation: null, email: `odd${round}@example.org` }
    const { id: who } = await read<{ id: string }>(
      await officer.ask('POST', '/api/directory/entries', { ...entry, ...rest }),
    )
    await officer.ask('DELETE', `/api/directory/entries/${who}`)
    note('a removed person', 'workspace', rest.email, now + 7 * DAY)

    const [adult] = world.adults
    const { code } = await makeGroupLink(officer, world.group, adult, { until: dayIn(30) })
    const nickname = `Nickname ${round}`
    const young = await world.join(code, { nickname })
    await read(
      await officer.ask('POST', `${path}/consultations`, {
        title: `Round ${round}`,
        about: '',
        level: 'consultation',
        canChange: 'All of it.',
        cannotChange: '',
        because: '',
        minutes: 5,
        opensOn: dayIn(0),
        closesOn: dayIn(10),
        hearBackOn,
        fixed: [],
        plain: [],
        groups: [],
      }),
    )
    await world.say(young, `Words of round ${round}`)
    note('a nickname', 'threads', nickname, after(lastDay))
  }

  async function look() {
    const stored = new Map<RecordKind, string>()
    for (const item of items) {
      if (item.goneAt !== null) continue
      const text = stored.get(item.kind) ?? JSON.stringify(await store.records.list(item.kind))
      stored.set(item.kind, text)
      if (!text.includes(item.mark)) item.goneAt = clock.now().getTime()
    }
  }
  return { ...world, items, makeOneOfEach, note, look }
}

it('[SF36] over three years everything whose time is over is gone on its day, and nothing before', async () => {
  const { ctx, clock, items, makeOneOfEach, note, look, store, enter, id, ...asking } =
    await startKeeping()
  // Outside of a consultation people hear back with the answer.
  const outside = await asking.say(asking.kit, 'Said outside')
  await read(await asking.answer([outside.id]))
  note('a nickname outside', 'threads', 'Quiet Otter', Date.parse('2026-09-02') + DAY)
  for (let day = 0; day <= DAYS; day++) {
    const days = ROUNDS.get(day)
    if (days !== undefined) await makeOneOfEach(day, days)
    clock.advance(HOUR)
    await removeWhatIsOver(ctx)
    await look()
    clock.advance(DAY - HOUR)
  }
  const late = items.filter(
    ({ endsAt, goneAt }) => goneAt === null || goneAt < endsAt || goneAt - endsAt >= DAY,
  )
  expect(late).toEqual([])
  expect(items).toHaveLength(8 * ROUNDS.size + 1)
  // What is no longer pointed to is off the disk as well, and the words of young people stay.
  expect(await store.contents.list()).toEqual([])
  const officer = await enter(await makeOwnerLink(ctx))
  const { threads } = await read<ThreadsResponse>(
    await officer.ask('GET', `/api/documents/${id}/threads`),
  )
  expect(threads.map(({ comments }) => [comments[0]?.author.name, comments[0]?.body])).toEqual(
    ['Said outside', ...[...ROUNDS.keys()].map((round) => `Words of round ${round}`)].map(
      (words) => ['A young person', words],
    ),
  )
})

it('[SF36] a server that is never started again lets go of it too', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const repeats = vi.spyOn(globalThis, 'setInterval')
  onTestFinished(() => {
    vi.useRealTimers()
    repeats.mockRestore()
  })
  const { dataFolder, stop } = await serveFolkmoot()
  const sessions = () => readdir(join(dataFolder, 'records/session'))
  expect(await sessions()).toHaveLength(1)
  vi.setSystemTime(Date.now() + 8 * DAY)
  for (const [work, everyMs] of repeats.mock.calls) {
    if (everyMs !== undefined && everyMs > HOUR && everyMs <= DAY) work()
  }
  await vi.waitFor(async () => expect(await sessions()).toEqual([]), { timeout: 20_000 })
  await stop()
})
