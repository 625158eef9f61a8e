import { describe, expect, it } from 'vitest'
import { seatFor } from '../../../server/domain/seats.ts'
import { makeStepLink } from '../../../server/domain/links.ts'
import { closeStep } from '../../../server/domain/step-seats.ts'
import type { NewStepLink } from '../../../server/domain/links.ts'
import { may } from '../../../shared/access.ts'
import { startDoor } from '../../support/at-door.ts'
import type { Visitor } from '../../support/at-door.ts'
import { sending } from '../../support/start-app.ts'
import { makeDocument } from '../../support/young.ts'

const UNTIL = '2026-03-20T17:00:00.000Z'
const DAY = 24 * 60 * 60_000

async function start(rest: Partial<NewStepLink> = {}) {
  const door = await startDoor()
  const [document, other] = [await makeDocument(door.owner), await makeDocument(door.owner)]
  const request = { document, step: 'step2', name: 'The board', until: UNTIL, ...rest }
  return { ...door, document, other, request, made: await makeStepLink(door.ctx, request) }
}

const status = async (visitor: Visitor, path: string) => (await visitor.ask('GET', path)).status

describe('links of one step', () => {
  it('[YD24] opens that document and names the step, and nothing else', async () => {
    const door = await start()
    const look = await door.app.request(
      '/api/links/look',
      sending('POST', { link: door.made.link }),
    )
    expect(await look.json()).toEqual({ is: 'step', name: 'The board' })
    const board = await door.enter(door.made.link, { person: undefined })
    expect(await status(board, `/api/documents/${door.document}`)).toBe(200)
    const closed = [
      `/api/documents/${door.other}`,
      '/api/directory',
      '/api/audit',
      '/api/accounts',
      `/api/documents/${door.document}/sharing`,
    ]
    for (const path of closed) expect([path, await status(board, path)]).toEqual([path, 403])
    const session = /=(.*)$/.exec(board.cookie)?.[1] ?? ''
    const seat = await seatFor({ store: door.store, now: door.clock.now }, { session, token: null })
    expect(seat).toMatchObject({
      role: 'approver',
      step: { document: door.document, id: 'step2' },
    })
    expect(may(seat, 'editDocument')).toBe(false)
    await expect(door.enter(door.made.link)).rejects.toThrow('forbidden')
  })

  it('[YD24] opens on as many devices as it allows, however many try at once', async () => {
    const door = await start({ uses: 3 })
    const tries = Array.from({ length: 20 }, () => door.enter(door.made.link))
    const entered = (await Promise.allSettled(tries)).filter((each) => each.status === 'fulfilled')
    expect(entered).toHaveLength(3)
  })

  it('[YD24] ends with its day, and at once with its step', async () => {
    const door = await start({ uses: 2 })
    const board = await door.enter(door.made.link)
    await closeStep(door.ctx, { document: door.document, step: 'another' })
    expect(await status(board, `/api/documents/${door.document}`)).toBe(200)
    await closeStep(door.ctx, door.request)
    expect(await status(board, `/api/documents/${door.document}`)).toBe(401)
    await expect(door.enter(door.made.link)).rejects.toThrow('forbidden')
    const next = await makeStepLink(door.ctx, { ...door.request, uses: 2 })
    const again = await door.enter(next.link)
    door.clock.advance(6 * DAY)
    expect(await status(again, `/api/documents/${door.document}`)).toBe(200)
    door.clock.advance(6 * DAY)
    expect(await status(again, `/api/documents/${door.document}`)).toBe(200)
    door.clock.advance(6.5 * DAY)
    expect(await status(again, `/api/documents/${door.document}`)).toBe(401)
    await expect(door.enter(next.link)).rejects.toThrow('forbidden')
  })
})
