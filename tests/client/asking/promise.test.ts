import { expect, it } from 'vitest'
import { promiseOf } from '../../../client/pages/asking/promise.ts'

it('[AN27] an officer sees how many days are left of what was promised, by the day in the UK', () => {
  const on = (time: string, waiting = 17) =>
    promiseOf({ hearBackOn: '2026-05-30' }, waiting, new Date(time))
  expect(on('2026-05-16T12:00:00Z')).toBe(
    '14 days left until people hear back; 17 comments wait for an answer.',
  )
  expect(on('2026-05-28T23:30:00Z', 1)).toBe(
    '1 day left until people hear back; 1 comment waits for an answer.',
  )
  expect(on('2026-05-29T23:30:00Z')).toBe('People hear back today; 17 comments wait for an answer.')
  expect(on('2026-06-01T09:00:00Z')).toBe(
    '2 days past the day that was promised; 17 comments wait for an answer.',
  )
})
