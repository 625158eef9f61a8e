import { describe, expect, it } from 'vitest'
import { shownCount, shownGroups } from '../../../shared/answering/small-numbers.ts'
import { createRandom } from '../../support/random.ts'

describe('small numbers', () => {
  it('[AN28] no number of people between 1 and 4 is shown', () => {
    expect([0, 1, 4, 5, 12].map(shownCount)).toEqual([0, null, null, 5, 12])
    expect(shownGroups([12], [12])).toEqual([12])
    expect(shownGroups([3], [3])).toEqual([null])
  })

  it('[AN28] a group is left out where its number less the answers would tell of a few', () => {
    expect(shownGroups([9, 4], [13])).toEqual([null])
    expect(shownGroups([9, 4, 4], [17])).toEqual([17])
    expect(shownGroups([9, 4], [6, 7])).toEqual([null, null])
  })

  it('[AN28] a group is left out where the others would tell of a small one', () => {
    expect(shownGroups([12], [9, 3])).toEqual([null, null])
    expect(shownGroups([20], [9, 3, 8])).toEqual([9, null, null])
  })

  it('[AN28] taking away what is shown never leaves one to four people', () => {
    const random = createRandom(7)
    const some = (most: number) => random.below(most)
    for (let round = 0; round < 3000; round++) {
      const groups = Array.from({ length: 1 + some(4) }, () => 1 + some(12))
      const total = groups.reduce((sum, each) => sum + each, 0)
      const answered: number[] = []
      for (let left = total; left > 0;) {
        const next = Math.min(left, 1 + some(12))
        answered.push(next)
        left -= next
      }
      const shown = shownGroups(answered, groups)
      const sum = (numbers: readonly (number | null)[]) =>
        numbers.reduce<number>((all, each) => all + (each ?? 0), 0)
      const told = sum(answered.map(shownCount))
      if (shown.every((each) => each !== null)) {
        expect([0, 5]).toContain(Math.min(5, sum(shown) - told))
      }
      // Where every answer is shown they say the total: the groups left out are five or more.
      if (told === total && sum(shown) < total) {
        expect(total - sum(shown)).toBeGreaterThanOrEqual(5)
      }
    }
  })
})
