import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { SYNC } from '../../shared/protocol.ts'
import { BODY } from '../../shared/schema/index.ts'
import { Client } from '../sync/client.ts'
import type { Server } from '../sync/servers.ts'

/** Two people in a document of their own. */
export class Probe {
  readonly #doc = new Y.Doc()
  readonly #waits: number[] = []
  #isOver = false

  static async start(server: Server): Promise<Probe> {
    const author = await Client.join(server, 'probe', 1)
    const reader = await Client.join(server, 'probe', 2)
    const probe = new Probe()
    void probe.#run(author, reader)
    return probe
  }

  reset(): void {
    this.#waits.length = 0
  }

  stop(): void {
    this.#isOver = true
  }

  summary(): string {
    const sorted = this.#waits.toSorted((one, other) => one - other)
    const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]?.toFixed(1) ?? '–'
    return `${at(0.5)} / ${at(0.95)} / ${at(1)}`
  }

  async #run(author: Client, reader: Client): Promise<void> {
    this.#doc.on('update', (update: Uint8Array) => author.send(SYNC.update, update))
    const text = new Y.XmlText()
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [text])
    this.#doc.getXmlFragment(BODY).insert(0, [paragraph])
    await sleep(500)
    while (!this.#isOver) {
      const start = performance.now()
      await new Promise<void>((resolve) => {
        reader.onUpdate = () => resolve()
        text.insert(text.length, 'x')
      })
      this.#waits.push(performance.now() - start)
      await sleep(20)
    }
  }
}
