import { describe, expect, it } from 'vitest'
import { readFile } from '../../../server/imports/index.ts'
import { WorkQueue } from '../../../server/work-queue.ts'
import { Refusal } from '../../../shared/refusals.ts'
import { docx, headerRow, p, picture, PNG, tbl } from '../../support/docx.ts'

const file = {
  fileName: 'plan.docx',
  bytes: docx({
    body: [
      p('Youth plan', { style: 'Heading1' }),
      tbl([headerRow('Objective', 'Action', 'Lead'), ['Be heard', 'Ask', 'AB']]),
      p([picture('a', 'Sun')]),
    ],
    pictures: { a: { name: 'a.png', bytes: PNG } },
  }),
}

describe('readFile', () => {
  it('[IM5] reads in a worker and hands over the document, its report and its pictures', async () => {
    const document = await readFile(file)
    expect(document.title).toBe('Youth plan')
    expect(document.body.content?.map(({ type }) => type)).toEqual([
      'heading',
      'actionTable',
      'image',
    ])
    expect(document.images.map(({ bytes }) => bytes)).toEqual([PNG])
    expect(document.report.fileName).toBe('plan.docx')
  })

  it('[IM5] leaves the bytes it was given as they were', async () => {
    const before = Uint8Array.from(file.bytes)
    await readFile(file)
    expect(file.bytes).toEqual(before)
  })

  it('[IM6] ends a reading that takes too long, and the next one works', async () => {
    const reading = readFile(file, { limits: { timeMs: 1, memoryMb: 256 } })
    await expect(reading).rejects.toMatchObject({ code: 'too_large' })
    expect((await readFile(file)).title).toBe('Youth plan')
  })

  it('[IM6] ends a reading that takes too much memory', async () => {
    const body = Array.from({ length: 49_000 }, (_, n) => p(`Line ${n}`, { bold: n % 2 === 0 }))
    const long = docx({ body, parts: { 'noise.bin': file.bytes } })
    const reading = readFile(
      { fileName: 'long.docx', bytes: long },
      { limits: { timeMs: 20_000, memoryMb: 24 } },
    )
    await expect(reading).rejects.toMatchObject({ code: 'too_large' })
  })

  it('[IM6] leaves the main thread free while a long file is read', async () => {
    const body = Array.from({ length: 20_000 }, (_, n) => p(`Line ${n} of a long document`))
    const long = docx({ body })
    let ticks = 0
    const timer = setInterval(() => (ticks += 1), 10)
    await readFile({ fileName: 'long.docx', bytes: long })
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(10)
  })

  it('[IM5] stops when its caller gives up', async () => {
    const controller = new AbortController()
    const reading = readFile(file, { signal: controller.signal })
    controller.abort(new Error('The browser went away'))
    await expect(reading).rejects.toThrow('The browser went away')
    await expect(readFile(file, { signal: controller.signal })).rejects.toThrow('went away')
  })

  it('[IM5] refuses the eleventh of eleven files at once, and reads the others', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 11 }, () => readFile(file)))
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused.map(({ reason }) => reason)).toEqual([
      new Refusal(
        'too_many',
        'Several files are being read just now. Please try again in a minute.',
      ),
    ])
  })
})

describe('the queue', () => {
  it('[IM5] starts the next when one ends, in the order they came', async () => {
    const queue = new WorkQueue({ atOnce: 1, waiting: 2, busy: 'Please wait.' })
    const started: number[] = []
    const ends: (() => void)[] = []
    const enter = (n: number) =>
      queue.enter(() => {
        started.push(n)
        return new Promise<void>((resolve) => ends.push(resolve))
      })
    const all = [enter(1), enter(2), enter(3)]
    await expect(enter(4)).rejects.toMatchObject({ code: 'too_many' })
    for (const [index, each] of all.entries()) {
      ends[index]?.()
      await each
    }
    expect(started).toEqual([1, 2, 3])
  })

  it('[IM5] forgets who gave up while waiting, and goes on after a failure', async () => {
    const queue = new WorkQueue({ atOnce: 1, waiting: 2, busy: 'Please wait.' })
    const controller = new AbortController()
    const failing = queue.enter(() => Promise.reject(new Error('broken')))
    const leaving = queue.enter(() => Promise.resolve('never'), controller.signal)
    const staying = queue.enter(() => Promise.resolve('read'))
    controller.abort(new Error('gone'))
    await expect(leaving).rejects.toThrow('gone')
    await expect(failing).rejects.toThrow('broken')
    expect(await staying).toBe('read')
  })
})
