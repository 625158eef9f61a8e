import { expect, it } from 'vitest'
import { InUse } from '../../../server/storage/embedded/in-use.ts'

it('[ST19] what nobody uses and is not worth keeping is forgotten; never two for one key', async () => {
  let made = 0
  const worthKeeping = new Set(['kept'])
  const things = new InUse({
    make: (key: string) => ({ key, number: ++made }),
    isWorthKeeping: ({ key }) => worthKeeping.has(key),
  })
  const order: string[] = []
  const [first, second] = ['first', 'second'].map((name) =>
    things.use('a', async ({ number }) => {
      order.push(name)
      return number
    }),
  )
  order.push('returned')
  expect([await first, await second]).toEqual([1, 1])
  expect(order).toEqual(['first', 'second', 'returned'])
  expect(await things.use('a', async ({ number }) => number)).toBe(2)
  await expect(things.use('b', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await things.use('kept', async () => undefined)
  expect(things.all()).toEqual([{ key: 'kept', number: 4 }])
})
