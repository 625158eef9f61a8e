import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** A line to a server that can go dead without anybody being told, as a train into a tunnel. */
export interface SwallowingLine {
  port: number
  /** What is connected now stays connected and carries nothing any more; new connections work. */
  swallow(): void
  /** Nothing passes any more, on what is connected and on what will be, until `release`. */
  hold(): void
  release(): void
  close(): void
}

export async function openSwallowingLine(serverPort: number): Promise<SwallowingLine> {
  /** Both ends of what is connected, each with the other. */
  const ends = new Map<Socket, Socket>()
  let isHeld = false
  const line = createServer((near) => {
    const far = connect(serverPort, '127.0.0.1')
    ends.set(near, far).set(far, near)
    for (const end of [near, far]) {
      end.on('error', () => end.destroy())
      end.on('close', () => ends.delete(end))
    }
    if (isHeld) return
    near.pipe(far)
    far.pipe(near)
  })
  const part = () => {
    for (const end of ends.keys()) {
      end.unpipe()
      end.pause()
    }
  }
  line.listen(0, '127.0.0.1')
  await once(line, 'listening')
  const address = line.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    swallow: part,
    hold() {
      isHeld = true
      part()
    },
    release() {
      isHeld = false
      for (const [end, other] of ends) end.pipe(other)
    },
    close() {
      line.close()
      for (const end of ends.keys()) end.destroy()
    },
  }
}
