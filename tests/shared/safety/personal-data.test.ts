import { describe, expect, it } from 'vitest'
import { PERSONAL_KINDS, findPersonalData } from '../../../shared/safety/personal-data.ts'
import { createRandom } from '../../support/random.ts'
import { WITH, WITHOUT } from './personal-corpus.ts'

describe('personal data in a comment', () => {
  it('[SF1] is found as it is written in the UK, at least 95 of 100, and told from the rest', () => {
    const random = createRandom(12)
    const missed: string[] = []
    const wrong: string[] = []
    let items = 0
    let found = 0
    const look = (text: string, expected: readonly string[]) => {
      items += 1
      const words = findPersonalData(text).map(({ from, to }) => text.slice(from, to))
      found += words.length
      for (const each of expected) {
        if (!words.some((word) => each.includes(word) || word.includes(each))) missed.push(text)
      }
      for (const word of words) {
        if (!expected.some((each) => each.includes(word) || word.includes(each))) {
          wrong.push(`${text} → ${word}`)
        }
      }
    }
    const tellings = PERSONAL_KINDS.flatMap((kind) => WITH[kind])
    let expected = 0
    for (let round = 0; round < 2; round++) {
      for (const marked of tellings) {
        const personal = [...marked.matchAll(/\{(.*?)\}/g)].map((match) => match[1] ?? '')
        const plain = marked.replace(/[{}]/g, '')
        expected += personal.length
        look(round === 0 ? plain : `${random.pick(WITHOUT)}. ${plain}`, personal)
      }
      for (const text of WITHOUT) look(round === 0 ? text : `${text}. ${random.pick(WITHOUT)}`, [])
    }
    expect(items).toBeGreaterThanOrEqual(400)
    expect(1 - missed.length / expected, missed.join('\n')).toBeGreaterThanOrEqual(0.95)
    expect(1 - wrong.length / found, wrong.join('\n')).toBeGreaterThanOrEqual(0.85)
  })

  it.each(PERSONAL_KINDS)('[SF2] is named by its kind: %s', (kind) => {
    for (const marked of WITH[kind]) {
      const kinds = findPersonalData(marked.replace(/[{}]/g, '')).map((each) => each.kind)
      expect(kinds, marked).toContain(kind)
    }
  })

  it('[SF3] is found without an error in whatever is typed, where it stands', () => {
    const random = createRandom(7)
    const pieces = [
      '0',
      '7',
      '@',
      '.',
      ' ',
      'a',
      'Zoe',
      ' at ',
      'my ',
      'go to ',
      '(',
      '+44',
      'LE1',
      '-',
    ]
    for (let i = 0; i < 300; i++) {
      const text = Array.from({ length: random.below(200) }, () => random.pick(pieces)).join('')
      let end = 0
      for (const { from, to } of findPersonalData(text)) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(to).toBeGreaterThan(from)
        expect(to).toBeLessThanOrEqual(text.length)
        end = to
      }
    }
  })
})
