import { createHash } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { EVENT_FIELDS } from '../../shared/event-fields.ts'
import { documentEvent } from '../../shared/events.ts'
import type { DocumentEvent } from '../../shared/events.ts'
import {
  encodeEvent,
  encodeHello,
  encodeRefused,
  encodeSaved,
  LIMITS,
  MESSAGE,
  PROTOCOL_VERSION,
  readEvent,
  readHello,
  readRefused,
  readSaved,
  SCHEMA_PARAMETER,
  SYNC,
} from '../../shared/protocol.ts'
import { REFUSALS } from '../../shared/refusals.ts'

/** What each version of the protocol is, by its hash. A version that was released never changes. */
const HISTORY: Record<number, string> = {
  1: '10fe2282cd76705e',
  2: '1e659f0f1853bd9a',
  3: '789e28aa049a04d8',
  4: 'd642b1a46e29fa3b',
  5: '3fb7062939b7288d',
}

const WHAT_TO_DO = `The protocol is not what version ${PROTOCOL_VERSION} was. If a page that is still open must
not notice, undo the change. Otherwise raise PROTOCOL_VERSION in shared/protocol.ts, add a line to
its history and to docs/PROTOCOL.md, and add the new hash to HISTORY in this file.`

describe('the protocol', () => {
  it('[SY43] is what its version says it is', () => {
    const contract = {
      MESSAGE,
      SYNC,
      SCHEMA_PARAMETER,
      LIMITS,
      refusals: Object.fromEntries(
        Object.entries(REFUSALS).map(([code, { close }]) => [code, close]),
      ),
      events: z.toJSONSchema(documentEvent),
      frames: [
        encodeSaved(300),
        encodeHello({
          protocol: 1,
          schema: 1,
          seat: { id: 'a', name: 'Ann', colour: 3, mayEdit: true },
        }),
        encodeEvent({ type: 'storage.working' }),
        encodeRefused('invalid', 'No.'),
      ].map((frame) => Buffer.from(frame).toString('hex')),
    }
    const hash = createHash('sha256').update(JSON.stringify(contract)).digest('hex').slice(0, 16)
    expect(HISTORY[PROTOCOL_VERSION], WHAT_TO_DO).toBe(hash)
  })

  it('[SY43] keeps its own numbers clear of those of y-websocket', () => {
    const { sync, awareness, auth, queryAwareness, ...own } = MESSAGE
    expect([sync, awareness, auth, queryAwareness]).toEqual([0, 1, 2, 3])
    expect(Object.values(own).every((number) => number >= 100)).toBe(true)
  })

  it('[SY43] tells clients to come back by every close code that time can mend', () => {
    const comesBack = Object.entries(REFUSALS)
      .filter(([, { close }]) => close < 4400 || close > 4499)
      .map(([code]) => code)
    expect(comesBack).toEqual(['conflict', 'too_large', 'damaged', 'unavailable'])
  })

  /** Reads the number of a message, and leaves the decoder behind it. */
  function open(frame: Uint8Array): { number: number; decoder: decoding.Decoder } {
    const decoder = decoding.createDecoder(frame)
    return { number: decoding.readVarUint(decoder), decoder }
  }

  it.each([0, 1, 127, 128, 1_000_000])('[SY43] carries saved %d there and back', (count) => {
    const { number, decoder } = open(encodeSaved(count))
    expect([number, readSaved(decoder)]).toEqual([MESSAGE.saved, count])
  })

  it('[SY43] carries a greeting there and back', () => {
    const hello = {
      protocol: 1,
      schema: 12,
      seat: { id: 'a1', name: 'Zoë 🌱', colour: 11, mayEdit: false },
    }
    const { number, decoder } = open(encodeHello(hello))
    expect([number, readHello(decoder)]).toEqual([MESSAGE.hello, hello])
  })

  const events: DocumentEvent[] = [
    { type: 'document.renamed', title: 'Plan – “2009”' },
    { type: 'document.removed' },
    { type: 'storage.failing', message: 'Not now.' },
    { type: 'storage.working' },
  ]
  it.each(events)('[SY43] carries the event $type there and back', (event) => {
    const { number, decoder } = open(encodeEvent(event))
    expect([number, readEvent(decoder)]).toEqual([MESSAGE.event, event])
  })

  it('[SY43] knows the fields of every event by heart', () => {
    const fields = documentEvent.options.map(({ shape: { type, ...others } }) => [
      type.value,
      Object.keys(others),
    ])
    expect(Object.fromEntries(fields)).toEqual(EVENT_FIELDS)
  })

  it('[SY43] reads an event of a newer server as nothing', () => {
    const newer = encodeEvent(JSON.parse('{"type":"thread.changed"}'))
    expect(readEvent(open(newer).decoder)).toBeNull()
  })

  it('[SY43] carries a refusal there and back, and takes an unknown code for invalid', () => {
    const refused = encodeRefused('conflict', 'Something is missing.')
    expect(readRefused(open(refused).decoder)).toEqual({
      code: 'conflict',
      message: 'Something is missing.',
    })
    const newer = encodeRefused(JSON.parse('"frozen"'), 'Frozen.')
    expect(readRefused(open(newer).decoder)).toEqual({ code: 'invalid', message: 'Frozen.' })
  })
})
