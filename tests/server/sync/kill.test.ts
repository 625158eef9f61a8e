import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runKills } from '../../../bench/kill/kills.ts'

describe('kill -9', () => {
  it('[SY44] loses nothing that was acknowledged or shown, and doubles nothing', async () => {
    const server = ['--import', 'tsx', join(import.meta.dirname, '../../../server/main.ts')]
    const summary = await runKills({ kills: 4, seed: 44, server, between: [50, 500] })
    const { acknowledged, restartMs: _restartMs, ...rest } = summary
    expect(rest).toEqual({ seed: 44, kills: 4, lost: [], unseen: [], doubled: [], problems: [] })
    expect(acknowledged).toBeGreaterThan(100)
  }, 120_000)
})
