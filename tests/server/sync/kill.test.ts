import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runKills } from '../../../bench/kill/kills.ts'

const root = join(import.meta.dirname, '../../..')
const NOTHING_WRONG = { lost: [], unseen: [], doubled: [], problems: [] }

/** Only for what hangs: servers start slowly on a full machine, and that is no fault. */
const LONGEST = { timeout: 600_000 }

/** Long forms: `npm run bench -- kill`, with --stop and --compacting. */
describe('a server that ends', LONGEST, () => {
  const server = ['--import', 'tsx', join(root, 'server/main.ts')]
  /** Lets everybody in without a seat, and compacts its logs all the time. */
  const bareServer = ['--import', 'tsx', join(root, 'bench/sync/server.ts')]

  it('[SY44] by kill -9 loses nothing that was acknowledged or shown, and doubles nothing', async () => {
    const summary = await runKills({
      kills: 4,
      seed: 44,
      server,
      between: [50, 500],
      leastWords: 30,
    })
    expect(summary).toMatchObject({ kills: 4, ...NOTHING_WRONG })
    expect(summary.acknowledged).toBeGreaterThan(100)
  })

  it('[SY44] also in a workshop of sixty in one document', async () => {
    const summary = await runKills({
      kills: 1,
      seed: 60,
      server: bareServer,
      isCompacting: true,
      typists: 60,
      documents: 1,
      between: [50, 500],
      leastWords: 120,
    })
    expect(summary).toMatchObject({ kills: 1, ...NOTHING_WRONG })
    expect(summary.acknowledged).toBeGreaterThanOrEqual(120)
  })

  it('[SY57] because it is asked to loses nothing and is gone within ten seconds', async () => {
    const summary = await runKills({
      kills: 2,
      seed: 57,
      server,
      signal: 'SIGTERM',
      between: [50, 500],
    })
    expect(summary).toMatchObject({ kills: 2, ...NOTHING_WRONG })
    expect(summary.stopMs).toBeLessThan(10_000)
  })

  it('[SY58] in the middle of compacting loses nothing', async () => {
    const summary = await runKills({
      kills: 3,
      seed: 58,
      server: bareServer,
      isCompacting: true,
      between: [50, 500],
    })
    expect(summary).toMatchObject({ kills: 3, ...NOTHING_WRONG })
  })
})
