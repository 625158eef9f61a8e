/** How easy a text is to read, counted as its writer sees it. */
export interface Readability {
  words: number
  sentences: number
  /** 0 without a sentence. */
  wordsPerSentence: number
  /** The Flesch–Kincaid grade (years of American schooling; 6 is about 11 years old), not below 0. */
  grade: number
  /** The sentences of more than 20 words, the longest first. */
  long: string[]
}

export function readabilityOf(text: string): Readability {
  const sentences = sentencesOf(text)
  const counts = sentences.map((sentence) => wordsOf(sentence).length)
  const all = wordsOf(text)
  const words = all.length
  if (words === 0) return { words, sentences: 0, wordsPerSentence: 0, grade: 0, long: [] }
  const wordsPerSentence = words / sentences.length
  const syllables = all.reduce((sum, word) => sum + syllablesOf(word), 0)
  const grade = 0.39 * wordsPerSentence + 11.8 * (syllables / words) - 15.59
  return {
    words,
    sentences: sentences.length,
    wordsPerSentence: Math.round(wordsPerSentence * 10) / 10,
    grade: Math.max(0, Math.round(grade * 10) / 10),
    long: sentences
      .map((sentence, index) => ({ sentence, count: counts[index] ?? 0 }))
      .filter(({ count }) => count > 20)
      .toSorted((a, b) => b.count - a.count)
      .map(({ sentence }) => sentence),
  }
}

/** Up to a full stop, a question or exclamation mark with space behind it, or the end of a line. */
function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?…]["'”’)]?)\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsOf(sentence).length > 0)
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\d][\p{L}\d'’-]*/gu) ?? []
}

/** Groups of vowels, without the silent e at the end; at least one. */
function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '')
  const groups = letters.replace(/(?<=[^aeiouyl])(?:es|ed|e)$/, '').match(/[aeiouy]+/g)
  return Math.max(1, groups?.length ?? 0)
}
