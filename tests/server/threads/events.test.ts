import { afterEach, describe, expect, it } from 'vitest'
import type { DocumentEvent } from '../../../shared/events.ts'
import { startSync } from '../sync/start-sync.ts'
import type { RawClient } from '../sync/raw-client.ts'

describe('events of threads', () => {
  let stop: () => Promise<void> = async () => {}
  afterEach(() => stop())

  it('[TH13] whoever has the document open hears of a thread, and of an internal one only colleagues', async () => {
    const sync = await startSync()
    stop = sync.stop
    const everyone = [
      { who: { is: 'account' as const, id: 'uma' }, as: 'commenter' as const, until: null },
      { who: { is: 'account' as const, id: 'ed' }, as: 'reader' as const, until: null },
    ]
    const id = await sync.createDocument('Hello', everyone)
    const young = await sync.join(id, { seat: 'young uma' })
    const reader = await sync.join(id, { seat: 'editor ed' })
    const told: DocumentEvent[] = [
      { type: 'thread.changed', thread: 'one', visibility: 'internal' },
      { type: 'thread.changed', thread: 'two', visibility: 'visible' },
    ]
    for (const event of told) sync.bus.publish(id, event)
    sync.bus.publish(id, { type: 'document.renamed', title: 'The end' })
    for (const client of [young, reader]) {
      await client.next('event', ({ event }) => event?.type === 'document.renamed')
    }
    expect(threadsIn(young)).toEqual(['two'])
    expect(threadsIn(reader)).toEqual(['one', 'two'])
  })
})

function threadsIn({ received }: RawClient): string[] {
  return received.flatMap((each) =>
    each.is === 'event' && each.event?.type === 'thread.changed' ? [each.event.thread] : [],
  )
}
