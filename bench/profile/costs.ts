interface Profile {
  nodes: readonly ProfileNode[]
  samples?: readonly number[]
  timeDeltas?: readonly number[]
}

interface ProfileNode {
  id: number
  callFrame: { functionName: string; url: string; lineNumber: number }
  children?: readonly number[]
}

type Costs = [name: string, ms: number][]

/** What functions cost in themselves and with what they call, in ms, dearest first. */
export function costs({ nodes, samples = [], timeDeltas = [] }: Profile): {
  self: Costs
  total: Costs
} {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map<number, number>()
  for (const { id, children = [] } of nodes) for (const child of children) parents.set(child, id)
  const self = new Map<string, number>()
  const total = new Map<string, number>()
  for (const [at, sample] of samples.entries()) {
    const ms = (timeDeltas[at] ?? 0) / 1_000
    const names = [...namesUp(sample)]
    const [own] = names
    if (own !== undefined) self.set(own, (self.get(own) ?? 0) + ms)
    for (const name of new Set(names)) total.set(name, (total.get(name) ?? 0) + ms)
  }
  return { self: dearestFirst(self), total: dearestFirst(total) }

  function* namesUp(start: number): Generator<string> {
    for (let id: number | undefined = start; id !== undefined; id = parents.get(id)) {
      const frame = byId.get(id)?.callFrame
      if (frame === undefined) return
      const file = frame.url.split('/').at(-1)
      yield `${frame.functionName || '(no name)'} ${file}:${frame.lineNumber}`
    }
  }
}

function dearestFirst(all: ReadonlyMap<string, number>): Costs {
  return [...all].sort(([, one], [, other]) => other - one)
}
