import { describe, expect, it } from 'vitest'
import { readabilityOf } from '../../shared/plain-words.ts'

describe('how easy a text is to read', () => {
  it('[SF4] is counted in words, sentences and years of school', () => {
    expect(readabilityOf('We asked. You said it is too dark! We put in lights.')).toMatchObject({
      words: 12,
      sentences: 3,
      wordsPerSentence: 4,
      grade: 0,
      long: [],
    })
    expect(readabilityOf('')).toMatchObject({ words: 0, sentences: 0, wordsPerSentence: 0 })
  })

  it('[SF4] names the long sentences, and tells office words from plain ones', () => {
    const office =
      'The partnership will facilitate the implementation of appropriate consultation mechanisms in order that representative participation opportunities are disseminated to all relevant stakeholders.'
    expect(readabilityOf(`Hello there. ${office}`).long).toEqual([office])
    expect(readabilityOf(office).grade).toBeGreaterThan(12)
    expect(readabilityOf('Young people can come and say what they want.').grade).toBeLessThan(6)
  })

  it('[SF4] takes lines of a list as sentences', () => {
    expect(readabilityOf('• More buses\n• Safer stops\n').sentences).toBe(2)
  })
})
