import { describe, expect, it } from 'vitest'
import { Outbox, Refused } from '../../../client/young/outbox.ts'
import type { Waiting } from '../../../client/young/outbox.ts'

const SAID = {
  anchor: {
    on: 'document' as const,
    block: null,
    row: null,
    column: null,
    range: null,
    quote: '',
    before: '',
    after: '',
    version: null,
  },
  visibility: 'visible' as const,
  body: 'More buses',
  suggestion: null,
}

/** A phone: its storage stays, its signal comes and goes. */
function createPhone() {
  const kept = new Map<string, string>()
  const phone = { hasSignal: true, refusal: '', arrived: [] as Waiting[], chance: () => {} }
  const open = () =>
    new Outbox({
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
      },
      async send(waiting) {
        if (!phone.hasSignal) throw new Error('No signal')
        if (phone.refusal !== '') throw new Refused(phone.refusal)
        phone.arrived.push(waiting)
      },
      onChance(listener) {
        phone.chance = listener
        return () => undefined
      },
    })
  return Object.assign(phone, { open })
}

describe('comments on a phone', () => {
  it('[CN10] wait on the device while there is no signal, over a reload, and go once', async () => {
    const phone = createPhone()
    phone.hasSignal = false
    const before = phone.open()
    await before.add('plan', { ...SAID, body: 'One' })
    await before.add('plan', { ...SAID, body: 'Two' })
    expect(before.waiting.map(({ request }) => request.body)).toEqual(['One', 'Two'])

    const after = phone.open()
    expect(after.waiting).toEqual(before.waiting)
    phone.hasSignal = true
    await after.flush()
    expect(phone.arrived.map(({ request }) => request.body)).toEqual(['One', 'Two'])
    expect(new Set(phone.arrived.map(({ key }) => key)).size).toBe(2)
    expect(phone.arrived.every(({ key, request }) => key === request.key)).toBe(true)
    expect(phone.open().waiting).toEqual([])
  })

  it('[CN11] that the server refuses stay with its reason, and hold up nothing else', async () => {
    const phone = createPhone()
    const outbox = phone.open()
    phone.refusal = 'This part cannot change: it is the law.'
    await outbox.add('plan', { ...SAID, body: 'Change the law' })
    expect(outbox.waiting).toMatchObject([{ problem: phone.refusal }])
    phone.refusal = ''
    await outbox.add('plan', { ...SAID, body: 'More buses' })
    expect(phone.arrived.map(({ request }) => request.body)).toEqual(['More buses'])
    outbox.remove(outbox.waiting[0]?.key ?? '')
    expect(outbox.waiting).toEqual([])
  })
})
