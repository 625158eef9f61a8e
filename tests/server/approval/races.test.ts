import { expect, it } from 'vitest'
import type { ApprovalRoute } from '../../../shared/approval.ts'
import type { VersionSummary } from '../../../shared/api-versions.ts'
import type { Json, Store } from '../../../server/storage/store.ts'
import { startApproval } from '../../support/approval.ts'
import { read } from '../../support/at-door.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { createRandom } from '../../support/random.ts'
import type { Random } from '../../support/random.ts'

/** The long form: RACES=500. */
const RACES = Number(process.env['RACES'] ?? 60)

interface StoredRoute {
  version: string
  hash: string
  steps: { decisions: object[] }[]
}

/**
 * A store that looks at the moment a decision is written: whether the version stood then, was the
 * text it says, and was not superseded. What it finds is a slip.
 */
function watchDecisions(store: Store) {
  const withdrawn = new Set<string>()
  const hashes = new Map<string, string>()
  const slips: string[] = []
  let written = 0
  const look = (kind: string, before: Json | null, after: Json | null) => {
    if (kind === 'versions') {
      const { versions } = after as unknown as { versions: VersionSummary[] } // our own record
      for (const version of versions) {
        hashes.set(version.id, version.hash)
        if (version.withdrawn !== null) withdrawn.add(version.id)
      }
    }
    if (kind !== 'approval') return
    const count = (value: Json | null, version: string) =>
      ((value ?? []) as unknown as StoredRoute[]) // our own record
        .filter((route) => route.version === version)
        .flatMap(({ steps }) => steps.flatMap(({ decisions }) => decisions)).length
    const routes = after as unknown as StoredRoute[] // our own record
    for (const [at, { version, hash }] of routes.entries()) {
      if (count(after, version) === count(before, version)) continue
      written++
      if (withdrawn.has(version)) slips.push(`${version} was withdrawn`)
      if (hashes.get(version) !== hash) slips.push(`${version} is another text`)
      if (at < routes.length - 1) slips.push(`${version} was superseded`)
    }
  }
  const watched: Store = {
    ...store,
    records: {
      ...store.records,
      change: (kind, id, change) =>
        store.records.change(kind, id, (before) => {
          const after = change(before)
          look(kind, before, after)
          return after
        }),
    },
  }
  return { store: watched, slips, written: () => written }
}

it(`[AP19] of ${RACES} races none decides about a text that has just changed, gone or been superseded`, async () => {
  const random = createRandom(2_2)
  const found = { slips: [] as string[], written: 0, decided: 0, refused: 0 }
  for (let left = RACES; left > 0; left -= PER_DOCUMENT) {
    const watch = watchDecisions(createMemoryStore())
    const world = await startApproval('blank', { store: watch.store })
    const count = (status: number) => {
      expect([201, 409]).toContain(status)
      found[status === 201 ? 'decided' : 'refused']++
    }
    for (let race = 1; race <= Math.min(left, PER_DOCUMENT); race++) {
      world.clock.advance(5_000)
      await run(world, { race, random, count })
    }
    found.slips.push(...watch.slips)
    found.written += watch.written()
  }
  expect(found.slips).toEqual([])
  expect(found.written).toBe(found.decided)
  expect(found.decided).toBeGreaterThan(RACES / 5)
  expect(found.refused).toBeGreaterThan(RACES / 5)
}, 240_000)

const PER_DOCUMENT = 40

interface Race {
  race: number
  random: Random
  count: (status: number) => void
}

/** Somebody decides, and at the same moment others decide, write, withdraw or send out the next. */
async function run(
  world: Awaited<ReturnType<typeof startApproval>>,
  { race, random, count }: Race,
): Promise<void> {
  const version = await world.make(`${race}.1`)
  const later = await world.make(`${race}.2`)
  const route = await read<ApprovalRoute>(await world.start(version))
  let said = 0
  const decide = async (more: { hash?: string } = {}) => {
    const outcome = random.chance(0.8) ? 'agreed' : 'deferred'
    const { status } = await world.decide(route, { outcome, reason: `So ${++said}`, ...more })
    if (more.hash !== undefined) expect(status).toBe(409)
    count(status)
  }
  const others = [
    () => decide(),
    () => decide({ hash: later.hash }),
    () => world.type(`race ${race}`),
    async () => {
      const path = `${world.at}/versions/${version.id}/withdrawal`
      expect((await world.owner.ask('POST', path, { reason: 'No' })).status).toBe(200)
    },
    async () => expect((await world.start(later)).status).toBe(201),
  ]
  const racing = [() => decide(), ...others.filter(() => random.chance(0.5))]
  await Promise.all(
    racing.map(async (act) => {
      for (let wait = random.below(40); wait > 0; wait--) await Promise.resolve()
      await act()
    }),
  )
}
