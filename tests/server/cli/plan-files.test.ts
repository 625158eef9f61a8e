import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCli } from '../../support/run-cli.ts'
import { smallWordFile } from '../../support/small-word-file.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

it('[RT13] the command line takes plans out, shows what a file would change, and brings them back', async () => {
  const data = await makeTemporaryFolder()
  const folder = await makeTemporaryFolder()
  const word = join(folder, 'plan.docx')
  const csv = join(folder, 'plan.csv')
  await writeFile(word, smallWordFile())
  const kept = await runCli(['import', word, '--into', data, '--json'])
  const { id } = JSON.parse(kept.printed)
  const export_ = ['export', id, '--data', data, '--format']
  expect((await runCli([...export_, 'csv', '--out', csv])).code).toBe(0)
  expect(await runCli([...export_, 'xlsx'])).toMatchObject({ code: 2 })
  const update = (...more: string[]) =>
    runCli(['import', csv, '--update', id, '--data', data, ...more])
  expect(await update('--dry-run')).toEqual({
    code: 0,
    printed: 'Unchanged: 2\n',
    said: 'Nothing was changed.\n',
  })

  const before = await readFile(csv, 'utf8')
  const changed = before.replace('From May 2026', 'June 2027')
  expect(changed).not.toBe(before)
  await writeFile(csv, changed)
  const shown = await update('--dry-run')
  expect(shown.printed).toMatch(/^Changed: .*\n {2}.*\n {4}- .*\n {4}\+ June 2027\nUnchanged: 1\n$/)
  expect((await update()).said).toBe('1 rows changed, 0 added, 0 taken out.\n')
  expect((await update('--dry-run')).printed).toBe('Unchanged: 2\n')
  const { printed } = await runCli([...export_, 'markdown'])
  expect(printed).toContain('June 2027')
})
