import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** A line to a server that can go dead without anybody being told, as a train into a tunnel. */
export interface SwallowingLine {
  port: number
  /** What is connected now stays connected and carries nothing any more; new connections work. */
  swallow(): void
  close(): void
}

export async function openSwallowingLine(serverPort: number): Promise<SwallowingLine> {
  const ends = new Set<Socket>()
  const line = createServer((near) => {
    const far = connect(serverPort, '127.0.0.1')
    near.pipe(far)
    far.pipe(near)
    for (const end of [near, far]) {
      ends.add(end)
      end.on('error', () => end.destroy())
      end.on('close', () => ends.delete(end))
    }
  })
  line.listen(0, '127.0.0.1')
  await once(line, 'listening')
  const address = line.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    swallow() {
      for (const end of ends) {
        end.unpipe()
        end.pause()
      }
    },
    close() {
      line.close()
      for (const end of ends) end.destroy()
    },
  }
}
