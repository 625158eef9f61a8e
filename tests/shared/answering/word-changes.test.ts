import { expect, it } from 'vitest'
import { wordChanges } from '../../../shared/answering/word-changes.ts'

const marked = (before: string, after: string) =>
  wordChanges(before, after)
    .map(({ is, words }) => ({ same: words, added: `+${words}+`, removed: `-${words}-` })[is])
    .join('')

it('[AN24] changed words are marked word by word, and as a whole where little is left', () => {
  expect(marked('One bus an hour', 'Two buses an hour')).toBe('-One bus-+Two buses+ an hour')
  expect(marked('For under eights or the rest', 'For under eights, for carers, or the rest')).toBe(
    'For under eights+, for carers,+ or the rest',
  )
  expect(marked('As it was', 'As it was')).toBe('As it was')
  expect(marked('', 'New words')).toBe('+New words+')
  expect(marked('Old words', '')).toBe('-Old words-')
  expect(marked('We run a bus.', 'Ask the young people what they need first.')).toBe(
    '-We run a bus.-\n+Ask the young people what they need first.+',
  )
})
