import { describe, expect, it } from 'vitest'
import {
  checkKey,
  fitsName,
  initialsOf,
  initialsUsed,
  readKey,
} from '../../../shared/reading/key.ts'
import { readLeads } from '../../../shared/reading/leads.ts'
import { readTimescale } from '../../../shared/reading/timescale.ts'

const PEOPLE = [
  { name: 'Sam Okoro', initials: 'SO' },
  { name: 'Priya Nair', initials: 'PN' },
  { name: 'No Initials' },
]

describe('the key', () => {
  it('[RD30] is read from lines with a hyphen, a dash, a colon or a tab', () => {
    const text = 'KEY:\n\nPN – Priya Nair\nSO - Sam Okoro;\n• A.T.: Abel Teale\nQW\tQuin Wells\n'
    expect(readKey(text)).toEqual([
      { initials: 'PN', name: 'Priya Nair' },
      { initials: 'SO', name: 'Sam Okoro' },
      { initials: 'AT', name: 'Abel Teale' },
      { initials: 'QW', name: 'Quin Wells' },
    ])
  })

  it('[RD31] is checked both ways, and the probable person is named', () => {
    const key = readKey(
      'PN – Priya Nair\nDX – Dana Oke\nSO – Sam Okoro\nML – Mo Lister\nML – Meg Lowe',
    )
    expect(checkKey(key, ['PN', 'DO', 'DO', 'ML', 'ZZ'])).toEqual([
      {
        kind: 'notInKey',
        initials: 'DO',
        times: 2,
        suggestion: { initials: 'DX', name: 'Dana Oke' },
      },
      { kind: 'notInKey', initials: 'ZZ', times: 1, suggestion: null },
      { kind: 'unused', initials: 'DX', name: 'Dana Oke' },
      { kind: 'unused', initials: 'SO', name: 'Sam Okoro' },
      { kind: 'doesNotFit', initials: 'DX', name: 'Dana Oke', fitting: 'DO' },
      { kind: 'sameTwice', initials: 'ML', names: ['Mo Lister', 'Meg Lowe'] },
    ])
  })

  it('[RD32] counts the initials of lead cells and of people that a date waits for', () => {
    const directory = { people: PEOPLE, groups: [], organisations: [{ name: 'SC' }], roles: [] }
    const leads = ['PN/SO, ZZ', 'SC', 'Sam Okoro', 'PN'].flatMap((raw) => readLeads(raw, directory))
    const timescales = readTimescale('Tbc, AT to agree')
    expect(initialsUsed({ leads, timescales })).toEqual(['PN', 'SO', 'ZZ', 'PN', 'AT'])
  })

  const names: [initials: string, name: string, fits: boolean][] = [
    ['PN', 'Priya Nair', true],
    ['P.N.', 'Priya Nair', true],
    ['PW', 'Priya Nair', false],
    ['NP', 'Priya Nair', false],
    ['PAN', 'Priya Anita Nair', true],
    ['PN', 'Priya Anita Nair', true],
    ['PB', 'Priya Nair-Brook', true],
    ['PNB', 'Priya Nair-Brook', true],
    ['MC', 'Mia McCall', true],
    ['MM', 'Mia McCall', true],
    ['MMC', 'Mia McCall', true],
    ['JO', 'Jo O’Dell', true],
    ['JD', 'Jo O’Dell', true],
    ['EB', 'Eva van der Berg', true],
    ['EVDB', 'Eva van der Berg', true],
    ['AK', 'Cllr Amira Khan', true],
    ['AK', 'Amira Khan (Saltmere Council)', true],
    ['PN', '', false],
  ]
  it.each(names)('[RD33] %s for %j: %s', (initials, name, fits) => {
    expect(fitsName(initials, name)).toBe(fits)
  })

  it('[RD33] the usual initials leave out titles and small words', () => {
    expect(initialsOf('Dr Eva van der Berg')).toBe('EB')
  })
})
