import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DamagedLog, DamagedRecord } from '../../server/storage/store.ts'
import type { Json, Store } from '../../server/storage/store.ts'

/** What every storage driver promises. `open` gives a new, empty store each time. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`the store: ${name}`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    describe('records', () => {
      it('[ST1] are read as they were written, with the number of their changes', async () => {
        const value: Json = { title: 'Plan – “by priority”', tags: ['a', null, 2.5, true], 10: {} }
        await store.records.change('account', 's_1-A', () => value)
        await store.records.change('account', 's_1-A', (before) => ({ before }))
        expect(await store.records.read('account', 's_1-A')).toEqual({
          id: 's_1-A',
          value: { before: value },
          revision: 2,
        })
        expect(await store.records.read('account', 'nobody')).toBeNull()
      })

      it('[ST1] are listed by kind', async () => {
        await store.records.change('account', 'a', () => 1)
        await store.records.change('account', 'b', () => 2)
        await store.records.change('workspace', 'a', () => 3)
        await store.records.change('document', 'd', () => 4)
        await store.records.change('report', 'd', () => 5)
        const listed = await store.records.list('account')
        expect(listed.sort((one, other) => one.id.localeCompare(other.id))).toEqual([
          { id: 'a', value: 1, revision: 1 },
          { id: 'b', value: 2, revision: 1 },
        ])
        expect(await store.records.list('report')).toEqual([{ id: 'd', value: 5, revision: 1 }])
      })

      it('[ST1] are removed by a change to null, and start again at 1', async () => {
        for (const kind of ['document', 'report', 'account'] as const) {
          await store.records.change(kind, 'x', () => 'here')
          await store.records.change(kind, 'x', () => null)
          expect(await store.records.read(kind, 'x')).toBeNull()
          expect(await store.records.list(kind)).toEqual([])
          await store.records.change(kind, 'x', (before) => ({ before }))
          expect(await store.records.read(kind, 'x')).toEqual({
            id: 'x',
            value: { before: null },
            revision: 1,
          })
        }
      })

      it('[ST2] changes of one record queue and see each other', async () => {
        const add = (value: Json | null) => (typeof value === 'number' ? value + 1 : 1)
        await Promise.all(
          Array.from({ length: 50 }, () => store.records.change('account', 'count', add)),
        )
        expect(await store.records.read('account', 'count')).toEqual({
          id: 'count',
          value: 50,
          revision: 50,
        })
      })

      it('[ST2] a change that throws changes nothing, and those beside it still happen', async () => {
        await store.records.change('account', 'a', () => ({ name: 'Ada' }))
        const refused = store.records.change('account', 'a', (value) => {
          if (typeof value === 'object' && value !== null && 'name' in value) value['name'] = 'Eve'
          throw new Error('no')
        })
        const allowed = store.records.change('account', 'a', (value) => ({ was: value }))
        await expect(refused).rejects.toThrow('no')
        await allowed
        expect((await store.records.read('account', 'a'))?.value).toEqual({ was: { name: 'Ada' } })
      })

      it('[ST2] values are copied in and out', async () => {
        const kept = { list: [1] }
        await store.records.change('account', 'a', () => kept)
        kept.list.push(2)
        const read = await store.records.read('account', 'a')
        Object.assign(read ?? {}, { value: 'mine' })
        expect((await store.records.read('account', 'a'))?.value).toEqual({ list: [1] })
      })

      it.each(['', '../up', 'a/b', 'a.b', 'ä', 'x'.repeat(65), '__proto__\0'])(
        '[ST3] a name like %j is refused everywhere',
        async (id) => {
          await expect(store.records.read('account', id)).rejects.toThrow()
          await expect(store.records.change('document', id, () => 1)).rejects.toThrow()
          await expect(store.updates.create(id, bytes(1))).rejects.toThrow()
          await expect(store.updates.append(id, bytes(1))).rejects.toThrow()
          await expect(store.updates.load(id)).rejects.toThrow()
          await expect(store.updates.exists(id)).rejects.toThrow()
          await expect(store.updates.remove(id)).rejects.toThrow()
        },
      )

      it('[ST3] names that mean something to JavaScript are names like others', async () => {
        await store.records.change('account', '__proto__', () => 'a')
        await store.records.change('account', 'constructor', () => 'b')
        expect((await store.records.read('account', '__proto__'))?.value).toBe('a')
        expect((await store.records.list('account')).length).toBe(2)
      })
    })

    describe('updates', () => {
      it('[ST4] are loaded in the order of the calls, each with its number', async () => {
        await store.updates.create('d', bytes(0))
        const sequences = await Promise.all(
          Array.from({ length: 99 }, (_, index) => store.updates.append('d', bytes(index + 1))),
        )
        expect(sequences).toEqual(Array.from({ length: 99 }, (_, index) => index + 2))
        expect(await store.updates.load('d')).toEqual({
          updates: Array.from({ length: 100 }, (_, index) => bytes(index)),
          lastSequence: 100,
        })
      })

      it('[ST4] of any size come back as they were', async () => {
        const large = new Uint8Array(3_000_000).map((_, index) => index * 7)
        await store.updates.create('d', bytes())
        await Promise.all([
          store.updates.append('d', large),
          store.updates.append('d', bytes(1)),
          store.updates.append('d', large),
          store.updates.append('d', large),
        ])
        const { updates } = await store.updates.load('d')
        expect(updates.map((update) => update.length)).toEqual([
          0,
          large.length,
          1,
          large.length,
          large.length,
        ])
        expect(Buffer.from(updates[3] ?? []).equals(large)).toBe(true)
      })

      it('[ST4] of different documents do not mix', async () => {
        await Promise.all(['a', 'b'].map((id) => store.updates.create(id, bytes(1))))
        await Promise.all([
          store.updates.append('a', bytes(2)),
          store.updates.append('b', bytes(3)),
        ])
        expect((await store.updates.load('a')).updates).toEqual([bytes(1), bytes(2)])
        expect((await store.updates.load('b')).updates).toEqual([bytes(1), bytes(3)])
      })

      it('[ST5] compaction replaces what it covers and keeps later appends', async () => {
        await store.updates.create('d', bytes(1))
        for (const each of [2, 3, 4]) await store.updates.append('d', bytes(each))
        const late = store.updates.append('d', bytes(5))
        const compacted = store.updates.compact('d', bytes(1, 2, 3), 3)
        const later = store.updates.append('d', bytes(6))
        expect(await Promise.all([late, compacted, later])).toEqual([5, undefined, 6])
        expect(await store.updates.load('d')).toEqual({
          updates: [bytes(1, 2, 3), bytes(4), bytes(5), bytes(6)],
          lastSequence: 6,
        })
        await store.updates.compact('d', bytes(9), 6)
        expect(await store.updates.append('d', bytes(7))).toBe(7)
        expect(await store.updates.load('d')).toEqual({
          updates: [bytes(9), bytes(7)],
          lastSequence: 7,
        })
      })

      it('[ST5] compaction of what is not there is refused', async () => {
        await store.updates.create('d', bytes(1))
        await store.updates.append('d', bytes(2))
        await store.updates.append('d', bytes(3))
        await store.updates.compact('d', bytes(12), 2)
        await expect(store.updates.compact('d', bytes(0), 4)).rejects.toThrow(RangeError)
        await expect(store.updates.compact('d', bytes(0), 1)).rejects.toThrow(RangeError)
        expect((await store.updates.load('d')).updates).toEqual([bytes(12), bytes(3)])
      })

      it('[ST6] a log that is not there is damage, never a new document', async () => {
        await store.records.change('document', 'd', () => ({ title: 'Charter' }))
        await expect(store.updates.load('d')).rejects.toThrow(DamagedLog)
        await expect(store.updates.append('d', bytes(1))).rejects.toThrow(DamagedLog)
        await expect(store.updates.compact('d', bytes(1), 1)).rejects.toThrow(DamagedLog)
        await expect(store.updates.create('d', bytes(1))).rejects.toThrow(DamagedLog)
        expect(await store.updates.exists('d')).toBe(false)
        await expect(store.updates.load('never')).rejects.toThrow(DamagedLog)
      })

      it('[ST6] a text whose record is not there is damage too', async () => {
        await store.updates.create('d', bytes(1))
        await expect(store.records.read('document', 'd')).rejects.toThrow(DamagedRecord)
        expect(await store.records.read('report', 'd')).toBeNull()
        await store.records.change('document', 'd', () => 'now it is')
        expect((await store.records.read('document', 'd'))?.value).toBe('now it is')
      })

      it('[ST6] a log is made once and gone when removed', async () => {
        await store.updates.create('d', bytes(1))
        await expect(store.updates.create('d', bytes(2))).rejects.toThrow()
        expect(await store.updates.exists('d')).toBe(true)
        await store.updates.remove('d')
        await store.updates.remove('d')
        expect(await store.updates.exists('d')).toBe(false)
        await store.updates.create('d', bytes(3))
        expect(await store.updates.load('d')).toEqual({ updates: [bytes(3)], lastSequence: 1 })
      })
    })

    describe('contents', () => {
      it('[ST7] are found by their SHA-256 and are kept once', async () => {
        const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
        expect(await store.contents.put(bytes())).toBe(empty)
        const hash = await store.contents.put(bytes(1, 2, 3))
        expect(await store.contents.put(bytes(1, 2, 3))).toBe(hash)
        expect([...((await store.contents.read(hash)) ?? [])]).toEqual([1, 2, 3])
        expect((await store.contents.list()).sort()).toEqual([hash, empty].sort())
        expect(await store.contents.read('0'.repeat(64))).toBeNull()
        expect(await store.contents.read('../../etc/passwd')).toBeNull()
      })

      it('[ST7] are gone once removed, and can be put again', async () => {
        const hash = await store.contents.put(bytes(1, 2, 3))
        await store.contents.remove(hash)
        await store.contents.remove(hash)
        expect(await store.contents.read(hash)).toBeNull()
        expect(await store.contents.list()).toEqual([])
        expect(await store.contents.put(bytes(1, 2, 3))).toBe(hash)
        expect([...((await store.contents.read(hash)) ?? [])]).toEqual([1, 2, 3])
      })
    })

    it('[ST8] closing finishes what was accepted; later calls reject', async () => {
      await store.updates.create('d', bytes(1))
      const appended = [2, 3, 4].map((each) => store.updates.append('d', bytes(each)))
      const changed = store.records.change('account', 'a', () => 1)
      const put = store.contents.put(bytes(1))
      await store.close()
      await expect(Promise.all([...appended, changed, put])).resolves.toBeDefined()
      await expect(store.updates.append('d', bytes(5))).rejects.toThrow()
      await expect(store.updates.load('d')).rejects.toThrow()
      await expect(store.records.read('account', 'a')).rejects.toThrow()
      await expect(store.contents.list()).rejects.toThrow()
    })
  })
}

function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values)
}
