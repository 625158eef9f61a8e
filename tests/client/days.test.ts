import { describe, expect, it } from 'vitest'
import { sayWhen } from '../../client/components/days.ts'

describe('days in words', () => {
  const now = new Date(2026, 5, 12, 14, 30)
  const cases: [said: string, date: Date][] = [
    ['today at 14:02', new Date(2026, 5, 12, 14, 2)],
    ['today at 00:00', new Date(2026, 5, 12)],
    ['yesterday at 23:59', new Date(2026, 5, 11, 23, 59)],
    ['Wednesday 10 June 2026', new Date(2026, 5, 10, 9, 0)],
    ['Monday 8 June 2009', new Date(2009, 5, 8)],
  ]
  it.each(cases)('[HM5] says %s', (said, date) => {
    expect(sayWhen(date, now)).toBe(said)
  })
})
