import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Options } from '../../../server/commands/command.ts'
import { createReadCommand } from '../../../server/commands/read.ts'
import { createFixedClock } from '../../support/clock.ts'
import { runCli } from '../../support/run-cli.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

describe('read', () => {
  it('[RD40] prints the readings of timescales, one JSON object a line', async () => {
    const { code, printed, said } = await read('timescales', [
      '\uFEFF{"raw":"May 26 Quarterly","period":"2026/2029"}\r',
      '',
      '{"raw":"by June 2027","period":null}',
      '{"raw":""}',
    ])
    expect({ code, said }).toEqual({ code: 0, said: '' })
    expect(printed).toEqual([
      {
        raw: 'May 26 Quarterly',
        readings: [
          { text: 'May 26', kind: 'point', edtf: '2026-05', due: '2026-05-31' },
          { text: 'Quarterly', kind: 'recurring', every: 'P3M' },
        ],
      },
      {
        raw: 'by June 2027',
        readings: [{ text: 'by June 2027', kind: 'by', edtf: '../2027-06', due: '2027-06-30' }],
      },
      { raw: '', readings: [] },
    ])
  })

  it('[RD41] tells of bad lines with their number, ends with 1, and reads the others', async () => {
    const { code, printed, said } = await read('timescales', [
      'May',
      '{"raw":5}',
      '{"raw":"May","period":"soon"}',
      '{"raw":"Monthly"}',
    ])
    expect({ code, said }).toEqual({
      code: 1,
      said:
        'Line 1: this is not JSON.\n' +
        'Line 2: wanted {"raw": "…"}, with "period" if you like.\n' +
        'Line 3: "soon" is not a period; write it like "2026/2029".\n',
    })
    expect(printed).toMatchObject([{ raw: 'Monthly' }])
  })

  it('[RD42] reads leads with the directory of a file', async () => {
    const file = join(await makeTemporaryFolder(), 'directory.json')
    const groups = ['Youth Forum', { name: 'Saltmere Board', aliases: ['SB'] }]
    await writeFile(file, JSON.stringify({ key: { PN: 'Priya Nair' }, groups }))
    const { code, printed } = await read(
      'leads',
      ['{"raw":"PN/SB, supported by QQ to chair"}'],
      file,
    )
    expect(code).toBe(0)
    expect(printed).toEqual([
      {
        raw: 'PN/SB, supported by QQ to chair',
        readings: [
          {
            text: 'PN/SB, supported by QQ to chair',
            parties: [
              { text: 'PN', state: 'known', name: 'Priya Nair', kind: 'person' },
              { text: 'SB', state: 'known', name: 'Saltmere Board', kind: 'group' },
            ],
            supporting: [{ text: 'QQ', state: 'unknown' }],
            does: 'to chair',
            unknown: ['QQ'],
          },
        ],
      },
    ])
  })

  const unusable: [content: string, sentence: string][] = [
    ['{', 'is not JSON.'],
    ['{"people":[{"initials":"PN"}]}', 'is not a directory: look at people.0.name.'],
  ]
  it.each(unusable)('[RD42] a directory of %j is refused', async (content, sentence) => {
    const file = join(await makeTemporaryFolder(), 'directory.json')
    await writeFile(file, content)
    await expect(read('leads', [], file)).rejects.toThrow(sentence)
  })

  it('[RD43] says how it is used', async () => {
    expect(await runCli(['read'])).toMatchObject({ code: 2, printed: '' })
    expect(await runCli(['read', 'minds'])).toMatchObject({
      code: 2,
      said: expect.stringContaining('Read what? timescales or leads.'),
    })
    expect(await runCli(['read', 'timescales', '--directory', 'x'])).toMatchObject({ code: 2 })
    expect(await runCli(['read', 'leads', '--directory', '/nowhere/x.json'])).toMatchObject({
      code: 1,
      said: expect.stringContaining('/nowhere/x.json cannot be read'),
    })
  })
})

async function read(what: string, lines: readonly string[], directory?: string) {
  let printed = ''
  let said = ''
  const command = createReadCommand(async function* () {
    yield* lines
  })
  const code = await command.run({
    words: [what],
    options: new Options({ directory }),
    io: {
      print: (text) => (printed += text),
      say: (line) => (said += `${line}\n`),
      env: {},
      now: createFixedClock().now,
    },
  })
  const objects = printed.split('\n').filter((line) => line !== '')
  return { code, said, printed: objects.map((line): unknown => JSON.parse(line)) }
}
