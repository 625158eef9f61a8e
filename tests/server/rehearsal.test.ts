import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { rehearse } from '../../server/rehearsal.ts'
import { makeTemporaryFolder } from '../support/temporary-folder.ts'

afterEach(() => vi.unstubAllEnvs())

it('[SY67] plays to itself and leaves nothing behind', async () => {
  const folder = await makeTemporaryFolder()
  vi.stubEnv('TMPDIR', folder)
  const log = vi.fn()
  await rehearse({ log })
  expect(log.mock.calls).toEqual([])
  expect(await readdir(folder)).toEqual([])
})

it('[SY67] is left out where there is no place for it', async () => {
  vi.stubEnv('TMPDIR', join(await makeTemporaryFolder(), 'missing'))
  const log = vi.fn()
  await rehearse({ log })
  expect(log.mock.calls).toEqual([[expect.stringContaining('without a rehearsal')]])
})
