import { describe, expect, it } from 'vitest'
import { tidy } from '../../../shared/directory/names.ts'
import { allQuestions, openQuestions, questionsAbout } from '../../../shared/directory/questions.ts'
import type { Entry } from '../../../shared/directory/model.ts'
import { directory, group, organisation, person } from '../../support/directory.ts'
import { randomDirectory } from '../../support/random-directory.ts'

describe('what is to settle', () => {
  const same: [one: Entry, other: Entry][] = [
    [group('Youth Forum'), group('Youth Forum', { id: 'two' })],
    [group('Youth Forum'), organisation('youth  forum')],
    [group('The Youth Forum'), group('YOUTH FORUM', { id: 'two' })],
    [group('Health & Care Board'), group('Health and care board', { id: 'two' })],
    [group('CYCLe', { aliases: ['Youth Council'] }), group('Youth Council')],
    [person('Ann Marsh'), person('Cllr Ann Marsh', { id: 'two' })],
    [person('Siân Roberts'), person('Sian Roberts')],
  ]
  it.each(same)('[DI8] one name for two entries is asked about: %j', (one, other) => {
    expect(kinds(one, other)).toContain('sameName')
  })

  const alike: [one: string, other: string][] = [
    ['Lowfell Youth Council', 'Lowfell Youth Councl'],
    ['Lowfell Youth Council', 'Lowfell Youth Counncil'],
    ['Lowfell Youth Council', 'Lowfell Youth Coumcil'],
    ['Lowfell Youth Council', 'Lowfell Youth Coucnil'],
    ['Youth Council Lowfell', 'Lowfell Youth Council'],
    ['Marsh Ann', 'Ann Marsh'],
  ]
  it.each(alike)('[DI9] “%s” and “%s” look alike', (one, other) => {
    expect(kinds(group(one), group(other))).toEqual(['nearName'])
  })

  const different: [one: string, other: string][] = [
    ['Sub-group 1', 'Sub-group 2'],
    ['0-5 group', '5-13 group'],
    ['Lowfell Youth Council', 'Merrowdale Youth Council'],
    ['HR', 'IT'],
  ]
  it.each(different)('[DI9] “%s” and “%s” do not', (one, other) => {
    expect(kinds(group(one), group(other))).toEqual([])
  })

  it('[DI10] initials of two people, or of a person and a body, are asked about once', () => {
    const petra = person('Petra Wick', { initials: 'PW', organisation: 'x' })
    const priya = person('Priya Weir', { initials: 'P.W.', organisation: 'x' })
    const works = group('Public Works', { aliases: ['PW'] })
    expect(allQuestions({ entries: [petra, priya, works] })).toEqual([
      {
        kind: 'sameInitials',
        initials: 'PW',
        entries: ['Petra Wick', 'Priya Weir', 'Public Works'],
        key: expect.any(String),
      },
    ])
  })

  const fits: [name: string, initials: string, fits: boolean][] = [
    ['Petra Wick', 'PW', true],
    ['Petra van der Wick', 'PVDW', true],
    ['Petra Jane Wick', 'PW', true],
    ['Petra Wick', 'PX', false],
    ['Miles Orchard', 'MD', false],
    ['Petra Wick', '', true],
  ]
  it.each(fits)('[DI10] for %s, “%s” fits: %s', (name, initials, isFit) => {
    expect(kinds(person(name, { initials, organisation: 'x' }))).toEqual(
      isFit ? [] : ['initialsDoNotFit'],
    )
  })

  it('[DI11] people without an organisation and organisations without a champion are listed', () => {
    const buses = organisation('Dale Buses')
    const petra = person('Petra Wick', { initials: 'PW' })
    expect(
      allQuestions({ entries: [buses, petra] }).map(({ kind, entries }) => [kind, entries]),
    ).toEqual([
      ['noChampion', ['Dale Buses']],
      ['noOrganisation', ['Petra Wick']],
    ])
  })

  it('[DI12] what is settled is not asked again, until what it is about changes', () => {
    const petra = person('Petra Wick', { initials: 'PX', organisation: 'x' })
    const before = directory(petra)
    const settled = { ...before, settled: openQuestions(before).map(({ key }) => key) }
    expect(openQuestions(settled)).toEqual([])
    const changed = { ...settled, entries: [{ ...petra, initials: 'PY' }] }
    expect(openQuestions(changed).map(({ kind }) => kind)).toEqual(['initialsDoNotFit'])
  })

  it('[DI9] a thousand people with names much alike are compared with each other', () => {
    const people = Array.from({ length: 1000 }, (_, n) =>
      person(`Person ${String.fromCharCode(97 + (n % 26))}lphabet`, { id: `id${n}` }),
    )
    const questions = allQuestions({ entries: people })
    expect(questions.filter(({ kind }) => kind === 'sameName')).toHaveLength(26)
  })

  it('[DI8] what is asked about one entry while it is typed is what would be asked of all', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { entries } = randomDirectory(seed)
      for (const entry of entries) {
        const of = allQuestions({ entries }).filter((question) =>
          question.entries.includes(entry.id),
        )
        const others = entries.filter((each) => each !== entry)
        expect(keysOf(questionsAbout({ entries: others }, entry))).toEqual(keysOf(of))
      }
    }
  })
})

describe('names', () => {
  const messy: [typed: string, kept: string][] = [
    ['  Petra \t Wick\r\n', 'Petra Wick'],
    ['Petra\u0000 \u0007Wick', 'Petra Wick'],
    ['\u202Ekciw artep\u202C', 'kciw artep'],
    ['\uFEFFPetra\u200F Wick', 'Petra Wick'],
    ['Sia\u0302n', 'Siân'],
    ['Pe\uD800tra', 'Petra'],
    ['a \u200E b', 'a b'],
  ]
  it.each(messy)('[DI26] %j is kept as “%s”', (typed, kept) => {
    expect(tidy(typed)).toBe(kept)
    expect(tidy(kept)).toBe(kept)
  })
})

function keysOf(questions: readonly { key: string }[]): string[] {
  return questions.map(({ key }) => key).sort()
}

function kinds(...entries: Entry[]): string[] {
  return allQuestions({ entries })
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'noChampion' && kind !== 'noOrganisation')
}
