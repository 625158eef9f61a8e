import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import { runCli } from '../../support/run-cli.ts'
import { smallWordFile } from '../../support/small-word-file.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

describe('the command line', () => {
  it('[CL1] shows what it can do', async () => {
    const { code, printed, said } = await runCli(['--help'])
    expect({ code, said }).toEqual({ code: 0, said: '' })
    for (const name of ['import', 'export', 'list', 'backup', 'restore', 'verify']) {
      expect(printed).toContain(`\n  ${name} `)
      const own = await runCli([name, '--help'])
      expect(own.code).toBe(0)
      expect(own.printed).toContain(`-- ${name} `)
    }
  })

  const misused: [args: string[], sentence: string][] = [
    [[], 'Which command?'],
    [['expotr'], 'There is no command "expotr".'],
    [['toString'], 'There is no command "toString".'],
    [['list', '--jsno'], "Unknown option '--jsno'."],
    [['import'], 'This is used as: import FILE [--json] [--into DATA_DIR] [--update DOCUMENT'],
    [['import', 'a.docx', 'b.docx'], 'This is used as: import FILE'],
    [['export', 'x', '--format', 'odt'], 'The format is one of: docx, pdf'],
    [['export', 'x', '--format', 'pdf'], 'Please say with --out which file to write.'],
    [['backup'], 'Please say where: backup --to FOLDER'],
  ]
  it.each(misused)('[CL2] %j is answered with a sentence and 2', async (args, sentence) => {
    const { code, printed, said } = await runCli(args)
    expect({ code, printed }).toEqual({ code: 2, printed: '' })
    expect(said).toContain(sentence)
    expect(said).toContain('For help: npm run --silent folkmoot -- --help')
  })

  it('[CL2] a folder without data is answered with a sentence and 1', async () => {
    const folder = await makeTemporaryFolder()
    for (const args of [['list'], ['verify'], ['export', 'x'], ['backup', '--to', `${folder}-b`]]) {
      expect(await runCli([...args, '--data', folder])).toEqual({
        code: 1,
        printed: '',
        said: `There is no Folkmoot data in ${folder}.\n`,
      })
    }
    expect(await readdir(folder)).toEqual([])
  })

  it('[CL3] import says what a Word file holds, and keeps nothing', async () => {
    const folder = await makeTemporaryFolder()
    const { code, printed, said } = await runCli(['import', await wordFile(folder)])
    expect({ code, said }).toEqual({ code: 0, said: '' })
    expect(printed).toContain('An action plan of 1 group and 2 rows')
    expect(await readdir(folder)).toEqual(['plan.docx'])
  })

  it('[CL3] import --json prints the text and the report', async () => {
    const folder = await makeTemporaryFolder()
    const { code, printed, said } = await runCli(['import', await wordFile(folder), '--json'])
    expect({ code, said }).toEqual({ code: 0, said: '' })
    expect(JSON.parse(printed)).toMatchObject({
      title: expect.any(String),
      body: { type: 'doc' },
      report: { fileName: 'plan.docx', actionTables: [{ groups: 1, rows: 2 }] },
      images: [],
    })
  })

  it('[CL3] a file that is not there, or cannot be read as Word, is answered with a sentence and 1', async () => {
    const folder = await makeTemporaryFolder()
    expect(await runCli(['import', join(folder, 'none.docx')])).toEqual({
      code: 1,
      printed: '',
      said: `There is no file ${join(folder, 'none.docx')}.\n`,
    })
    await writeFile(join(folder, 'words.docx'), 'just words')
    const { code, printed, said } = await runCli(['import', join(folder, 'words.docx')])
    expect({ code, printed }).toEqual({ code: 1, printed: '' })
    expect(said).toMatch(/^[A-Z][^\n]+\.\n$/)
  })

  it('[CL4] import --into keeps a document that list and export find', async () => {
    const { folder, id } = await withDocument()
    const env = { DATA_DIR: folder }
    const listed = await runCli(['list'], env)
    expect(listed.printed).toMatch(new RegExp(`^${id}  2026-03-02 +\\d+ words  Plan\n$`))
    expect(JSON.parse((await runCli(['list', '--json'], env)).printed)).toMatchObject([
      { id, hasReport: true },
    ])
    const markdown = await runCli(['export', id], env)
    expect(markdown).toMatchObject({ code: 0, said: '' })
    expect(markdown.printed).toContain(
      '| Meet every month | Book the net loft | From May 2026 | Ilse Marr |',
    )
    const byTitle = await runCli(['export', 'PLAN', '--format', 'json', '--data', folder])
    expect(JSON.parse(byTitle.printed)).toMatchObject({ title: 'Plan', body: { type: 'doc' } })
    const out = join(folder, '..', `${id}.md`)
    expect(await runCli(['export', id, '--out', out], env)).toMatchObject({ code: 0, printed: '' })
    expect(await runCli(['export', id, '--version', '9.9'], env)).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is no such version.'),
    })
    const word = join(folder, '..', `${id}.docx`)
    const written = await runCli(['export', id, '--format', 'docx', '--out', word], env)
    expect([written.code, (await readFile(word)).subarray(0, 2).toString()]).toEqual([0, 'PK'])
    await rm(word)
    expect(await readFile(out, 'utf8')).toBe(markdown.printed)
    await rm(out)
  })

  it('[CL4] a title that is not there, or is there twice, is answered with a sentence and 1', async () => {
    const { folder, id, file } = await withDocument()
    const missing = await runCli(['export', 'Charter', '--data', folder])
    expect(missing).toMatchObject({ code: 1, printed: '' })
    expect(missing.said).toContain('There is no document "Charter".')
    await runCli(['import', file, '--into', folder])
    const twice = await runCli(['export', 'plan', '--data', folder])
    expect(twice.code).toBe(1)
    expect(twice.said).toContain('2 documents have this title. Please use an id: ')
    expect(twice.said).toContain(id)
  })

  it('[CL5] while a server has the folder, reading works and writing is refused with a sentence', async () => {
    const { folder, id, file } = await withDocument()
    const server = await openEmbeddedStore({ folder })
    expect((await runCli(['export', id, '--data', folder])).code).toBe(0)
    expect((await runCli(['verify', '--data', folder])).code).toBe(0)
    const into = await runCli(['import', file, '--into', folder])
    expect(into).toMatchObject({ code: 1, printed: '' })
    expect(into.said).toContain('is in use by another Folkmoot')
    await server.close()
  })
})

async function wordFile(folder: string): Promise<string> {
  const path = join(folder, 'plan.docx')
  await writeFile(path, smallWordFile())
  return path
}

async function withDocument(): Promise<{ folder: string; id: string; file: string }> {
  const place = await makeTemporaryFolder()
  const folder = join(place, 'data')
  const file = await wordFile(place)
  const { code, printed } = await runCli(['import', file, '--into', folder, '--json'])
  expect(code).toBe(0)
  const { id } = JSON.parse(printed) as { id: string } // printed by the line before
  return { folder, id, file }
}
