import type { Node } from '@tiptap/pm/model'
import { compareDocuments } from '../../shared/compare/compare.ts'
import type { NodeJson } from '../../shared/schema/document-json.ts'
import { giveIds } from '../../shared/schema/identity.ts'
import { documentSchema } from '../../shared/schema/index.ts'
import { bigActionTable, bigStrategy } from '../../tests/support/big-documents.ts'
import { createRandom } from '../../tests/support/random.ts'
import type { Random } from '../../tests/support/random.ts'

/** Times the comparison of two texts. Method and figures: bench/README.md. */

const RUNS = 7
const SIZES = [
  { name: '30 pages, 120 rows', pages: 30, rows: 120 },
  { name: '300 pages, 500 rows', pages: 300, rows: 500 },
]

for (const { name, pages, rows } of SIZES) {
  const before = textOf(pages, rows, 'a')
  const edited = changeSome(before)
  report(`${name}: 1 block in 50 changed, ids kept`, before, edited)
  const strange = withOtherIds(edited)
  report(`${name}: the same, brought again with other ids`, before, strange)
  report(`${name}: nothing in common`, before, textOf(pages, rows, 'b', 7_000))
}

function report(name: string, before: Node, after: Node): void {
  const times: number[] = []
  let found = 0
  for (let run = 0; run < RUNS; run++) {
    // Fresh nodes: what is remembered about a node would make later runs look better.
    const [one, other] = [copyOf(before), copyOf(after)]
    const start = performance.now()
    found = compareDocuments(one, other).changes.length
    times.push(performance.now() - start)
  }
  times.sort((one, other) => one - other)
  const [best = 0, middle = 0, worst = 0] = [0, RUNS >> 1, RUNS - 1].map((at) => times[at])
  process.stdout.write(
    `${name.padEnd(62)} ${String(found).padStart(6)} changes  ` +
      `${middle.toFixed(0).padStart(6)} ms (${best.toFixed(0)}–${worst.toFixed(0)})\n`,
  )
}

function textOf(pages: number, rows: number, prefix: string, seed = 1): Node {
  const blocks: NodeJson[] = []
  for (let at = 0; at < pages; at += 30) blocks.push(...(bigStrategy(seed + at).content ?? []))
  // The strategies bring a plan of their own, which is replaced by one of the size asked for.
  const prose = blocks.filter(({ type }) => type !== 'actionTable')
  const table = (bigActionTable(rows, seed).content ?? []).filter(
    ({ type }) => type === 'actionTable',
  )
  let ids = 0
  const json = { type: 'doc', content: [...prose, ...table] }
  return giveIds(documentSchema.nodeFromJSON(json), () => `${prefix}${++ids}`)
}

/** Every fiftieth line gets a word more, and a few rows and blocks move, go and come. */
function changeSome(doc: Node): Node {
  const random = createRandom(3)
  let lines = 0
  const change = (node: Node): Node => {
    if (node.isTextblock) {
      lines += 1
      return lines % 50 === 0 ? withWord(node) : node
    }
    if (node.isLeaf) return node
    const children = node.children.map(change)
    return node.type.create(node.attrs, mixed(children, random), node.marks)
  }
  return change(doc)
}

function mixed(children: Node[], random: Random): Node[] {
  if (children.length < 8 || children.some(({ type }) => type.name === 'actionColumn'))
    return children
  const at = random.below(children.length - 4) + 1
  const [gone] = children.splice(at, 1)
  if (gone !== undefined) children.splice(Math.min(children.length, at + 3), 0, gone)
  children.splice(random.below(children.length), 1)
  return children
}

function withWord(line: Node): Node {
  return line.copy(line.content.addToEnd(documentSchema.text(' more')))
}

function withOtherIds(doc: Node): Node {
  let ids = 0
  const json: unknown = JSON.parse(JSON.stringify(doc.toJSON()), (key, value: unknown) =>
    key === 'id' ? `z${++ids}` : value,
  )
  return documentSchema.nodeFromJSON(json)
}

function copyOf(doc: Node): Node {
  return documentSchema.nodeFromJSON(doc.toJSON())
}
