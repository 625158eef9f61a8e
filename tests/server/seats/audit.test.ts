import { describe, expect, it } from 'vitest'
import { listAudit, recordAudit, verifyAudit } from '../../../server/domain/audit.ts'
import type { AuditEntry } from '../../../shared/api-seats.ts'
import { read, startDoor } from '../../support/at-door.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { createRandom } from '../../support/random.ts'
import { startWorld } from '../../support/start-app.ts'

describe('the audit log', () => {
  it('[AC30] says who did what, by ids, in order', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor', 'Ines')
    const made = await editor.ask('POST', '/api/documents', { template: 'blank', title: 'A plan' })
    const { id } = await read<{ id: string }>(made)
    await editor.ask('GET', `/api/documents/${id}/export?format=markdown`)
    await editor.ask('PUT', `/api/documents/${id}/shares/everyone`, { as: 'reader', until: null })
    await door.owner.ask('DELETE', `/api/documents/${id}`)
    const entries = await read<AuditEntry[]>(await door.owner.ask('GET', '/api/audit'))
    expect(entries.map(({ who, did }) => [who, did]).reverse()).toEqual([
      [door.owner.id, 'seat.signedIn'],
      [door.owner.id, 'account.invited'],
      [editor.id, 'seat.signedIn'],
      [editor.id, 'document.made'],
      [editor.id, 'document.exported'],
      [editor.id, 'document.shared'],
      [door.owner.id, 'document.removed'],
    ])
    expect(JSON.stringify(entries)).not.toMatch(/Ines|@|A plan/)
    expect(await verifyAudit(door.store)).toMatchObject({ entries: 7, problems: [] })
  })

  it('[AC30] entries written at once stand one after the other, over many pages', async () => {
    const { ctx, store } = startWorld()
    await Promise.all(Array.from({ length: 250 }, () => note(ctx)))
    expect(await verifyAudit(store)).toMatchObject({ entries: 250, problems: [] })
    const page = await listAudit(store, { before: 151, count: 3 })
    expect(page.map(({ sequence }) => sequence)).toEqual([150, 149, 148])
  })

  it('[AC30] goes on after a crash between an entry and its head', async () => {
    const { ctx, store } = startWorld()
    await note(ctx)
    const head = await store.records.read('workspace', 'audit')
    await note(ctx)
    await store.records.change('workspace', 'audit', () => head?.value ?? null)
    expect((await verifyAudit(store)).problems).toEqual([])
    await note(ctx)
    expect(await verifyAudit(store)).toMatchObject({ entries: 3, problems: [] })
  })

  it('[AC31] 1,000 changes behind its back are all noticed', async () => {
    const random = createRandom(31)
    const { ctx, store } = startWorld()
    for (let i = 0; i < 230; i++) await note(ctx)
    const pages = await store.records.list('audit')
    const all = pages
      .sort((one, other) => one.id.localeCompare(other.id))
      .flatMap(({ value }) => (value as { entries: AuditEntry[] }).entries) // written above
    const head = (await store.records.read('workspace', 'audit'))?.value ?? null
    let unnoticed = 0
    for (let round = 0; round < 1_000; round++) {
      const forged = all.map((entry) => ({ ...entry, about: { ...entry.about } }))
      const at = random.below(forged.length)
      const entry = forged[at]
      const otherAt = (at + 1 + random.below(forged.length - 1)) % forged.length
      const other = forged[otherAt]
      if (entry === undefined || other === undefined) throw new Error('There is no entry')
      switch (random.below(5)) {
        case 0:
          entry.who = 'somebody'
          break
        case 1:
          entry.about = { document: 'another' }
          break
        case 2:
          forged.splice(at, 1)
          break
        case 3:
          forged.splice(at)
          break
        default:
          forged[at] = other
          forged[otherAt] = entry
      }
      const copy = createMemoryStore()
      for (let page = 0; page * 100 < forged.length; page++) {
        const entries = forged.slice(page * 100, page * 100 + 100)
        const id = String(page + 1).padStart(8, '0')
        await copy.records.change('audit', id, () => ({ entries }))
      }
      await copy.records.change('workspace', 'audit', () => head)
      if ((await verifyAudit(copy)).problems.length === 0) unnoticed += 1
    }
    expect(unnoticed).toBe(0)
  }, 60_000)
})

function note(ctx: Parameters<typeof recordAudit>[0]): Promise<void> {
  return recordAudit(ctx, { did: 'document.made', about: { document: 'one' } })
}
