import { expect, it } from 'vitest'
import { recordAudit } from '../../../server/domain/audit.ts'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import { runCli } from '../../support/run-cli.ts'
import { startWorld } from '../../support/start-app.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

it('[AC31] `audit verify` answers 0 for a sound log, and 1 with words for one that is not', async () => {
  const folder = await makeTemporaryFolder()
  const store = await openEmbeddedStore({ folder })
  const { ctx } = startWorld(store)
  for (let i = 0; i < 3; i++) {
    await recordAudit(ctx, { did: 'document.made', about: { document: 'one' } })
  }
  const verify = (...more: string[]) => runCli(['audit', 'verify', '--data', folder, ...more])
  const sound = await verify()
  expect(sound).toEqual({
    code: 0,
    printed: expect.stringMatching(/^3 entries, the last one [0-9a-f]{64}\n$/),
    said: '',
  })
  const head = /[0-9a-f]{64}/.exec(sound.printed)?.[0] ?? ''
  await recordAudit(ctx, { did: 'document.removed', about: { document: 'one' } })
  expect((await verify('--head', head)).code).toBe(0)
  expect((await verify('--head', 'f'.repeat(64))).code).toBe(1)

  await store.records.change('audit', '00000001', (value) =>
    JSON.parse(JSON.stringify(value).replace('document.removed', 'document.made')),
  )
  expect(await verify()).toMatchObject({ code: 1, said: 'Entry 4 was changed.\n' })
  expect((await runCli(['audit', 'rewrite', '--data', folder])).code).toBe(2)
  await store.close()
})
