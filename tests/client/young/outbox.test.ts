import { describe, expect, it } from 'vitest'
import { Problem } from '../../../client/api.ts'
import { createOutbox } from '../../../client/comments/outbox.ts'
import type { Posting } from '../../../client/comments/outbox.ts'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'

/** A phone: its storage stays, its signal comes and goes, and so do the people who hold it. */
function createPhone() {
  const kept = new Map<string, string>()
  const phone = { hasSignal: true, refusal: '', arrived: [] as string[] }
  const open = (seat: string) => {
    let keys = 0
    const outbox = createOutbox({
      name: `${seat}.plan`,
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      },
      async send(posting) {
        if (!phone.hasSignal) throw new Problem('unreachable', 'No signal')
        if (phone.refusal !== '') throw new Problem('conflict', phone.refusal)
        phone.arrived.push(bodyOf(posting))
        return undefined as never // the answer is of no interest here
      },
      onSent: () => undefined,
      onChange: () => undefined,
    })
    const say = async (body: string) => {
      const request = {
        key: `${seat}-key-number-${++keys}`,
        anchor: WHOLE_DOCUMENT,
        visibility: 'visible' as const,
        body,
      }
      outbox.add({ is: 'thread', request, problem: null })
      await outbox.flush()
    }
    return { ...outbox, say, bodies: () => outbox.list().map(bodyOf) }
  }
  return Object.assign(phone, { open })
}

function bodyOf({ request }: Posting): string {
  return request.body
}

describe('comments on a phone', () => {
  it('[CN10] wait on the device while there is no signal, over a reload, and go once', async () => {
    const phone = createPhone()
    phone.hasSignal = false
    const before = phone.open('kit')
    await before.say('One')
    await before.say('Two')
    const after = phone.open('kit')
    expect(after.bodies()).toEqual(['One', 'Two'])
    phone.hasSignal = true
    await after.flush()
    await after.flush()
    expect(phone.arrived).toEqual(['One', 'Two'])
    expect(phone.open('kit').bodies()).toEqual([])
  })

  it('[CN11] that the server refuses stay with its reason, and hold up nothing else', async () => {
    const phone = createPhone()
    const outbox = phone.open('kit')
    phone.refusal = 'This part cannot change: it is the law.'
    await outbox.say('Change the law')
    expect(outbox.list()).toMatchObject([{ problem: phone.refusal }])
    phone.refusal = ''
    await outbox.say('More buses')
    expect(phone.arrived).toEqual(['More buses'])
    outbox.discard(outbox.list()[0]?.request.key ?? '')
    expect(outbox.list()).toEqual([])
  })

  it('[CN16] are never sent in the name of whoever holds the phone next', async () => {
    const phone = createPhone()
    phone.hasSignal = false
    await phone.open('kit').say('Only mine')
    phone.hasSignal = true
    const next = phone.open('zoe')
    expect(next.bodies()).toEqual([])
    await next.flush()
    expect(phone.arrived).toEqual([])
    expect(phone.open('kit').bodies()).toEqual(['Only mine'])
  })
})
