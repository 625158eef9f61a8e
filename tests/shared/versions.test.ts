import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../shared/canonical-json.ts'
import { labelInPrint, labelInWords, proposeNumbers } from '../../shared/versions.ts'

describe('labels of versions', () => {
  it.each<[taken: string[], printed: string, minor: string, major: string]>([
    [['2.1'], '', '2.2', '3.0'],
    [['2.9', '2.10'], '', '2.11', '3.0'],
    [['3.0', '2.4'], '', '3.1', '4.0'],
    [['2.2.1'], '', '2.3', '3.0'],
    [['4'], '', '4.1', '5.0'],
    [[], 'Version 2.2', '2.2', '3.0'],
    [[], '', '0.1', '1.0'],
  ])('[VE2] after %j, printed "%s", the next are %s and %s', (taken, printed, minor, major) => {
    expect(proposeNumbers(taken, printed)).toEqual({ minor, major })
  })

  it('[VE2] are said in words and as councils print them', () => {
    const label = { stage: 'final', number: '2.2', date: '2009-06-08' } as const
    expect([labelInWords(label), labelInPrint(label)]).toEqual([
      'Final draft 2.2',
      'FINAL DRAFT 08.06.09 – Version 2.2',
    ])
  })

  it('[VE1] the same value always has the same bytes', () => {
    const one = { b: [{ y: 1, x: null }], a: 'é' }
    const other = { a: 'é', c: undefined, b: [{ x: null, y: 1 }] }
    expect(canonicalJson(one)).toBe('{"a":"é","b":[{"x":null,"y":1}]}')
    expect(canonicalJson(other)).toBe(canonicalJson(one))
  })
})
