import { Fragment } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import { canonicalJson } from '../canonical-json.ts'
import type { NodeJson } from '../schema/document-json.ts'
import { partHeading } from './build-report.ts'
import type { CoverPart } from './cover-template.ts'
import { headingId, standsBeside } from './part-ids.ts'
import { holdsGuide, isOtherPart } from './read-report.ts'

/** Words drawn from elsewhere for a part, under an id that says from where. */
export interface Fill {
  id: string
  part: string
  block: NodeJson
}

/** What was put in before: the words of each block as they were then, by id. */
export type Filled = Readonly<Record<string, string>>

export interface Refilled {
  body: Node
  filled: Record<string, string>
  /** Of these blocks the words of somebody were kept. */
  kept: number
}

/**
 * Puts fills into their parts, or brings those of last time up to date. What somebody has written
 * on in stays as it is, and what somebody took out stays out.
 */
export function refill(
  body: Node,
  { parts, fills, filled }: { parts: readonly CoverPart[]; fills: readonly Fill[]; filled: Filled },
): Refilled {
  const made = new Map(fills.map((fill) => [fill.id, readFill(body, fill)]))
  const next: Record<string, string> = { ...filled }
  let kept = 0
  const here = new Set<string>()
  const blocks = body.children.flatMap((block) => {
    const id = String(block.attrs['id'] ?? '')
    const before = filled[id]
    const now = made.get(id)
    if (before === undefined && now === undefined) return [block]
    here.add(id)
    if (wordsOf(block) !== before) {
      if (now !== undefined && wordsOf(block) !== wordsOf(now)) kept += 1
      return [block]
    }
    if (now === undefined) {
      delete next[id]
      return []
    }
    next[id] = wordsOf(now)
    return [now]
  })
  for (const fill of fills) {
    const block = made.get(fill.id)
    if (block === undefined || here.has(fill.id) || fill.id in filled) continue
    const part = parts.find(({ key }) => key === fill.part)
    if (part === undefined || !putInto(blocks, { part, fill, block, fills })) continue
    next[fill.id] = wordsOf(block)
  }
  return { body: body.copy(Fragment.fromArray(blocks)), filled: next, kept }
}

/** Behind the fill before it, or right under the heading; a guide there makes room. */
function putInto(
  blocks: Node[],
  {
    part,
    fill,
    block,
    fills,
  }: { part: CoverPart; fill: Fill; block: Node; fills: readonly Fill[] },
): boolean {
  const start = blocks.findIndex(({ attrs }) => attrs['id'] === headingId(part))
  if (start < 0) return false
  const earlier = fills.slice(0, fills.indexOf(fill)).filter((each) => each.part === fill.part)
  let at = start
  for (let i = start + 1; i < blocks.length; i++) {
    const each = blocks[i]
    if (each === undefined || isOtherPart(each)) break
    if (earlier.some(({ id }) => id === each.attrs['id'])) at = i
    if (!standsBeside(fill.id) && each.type.name === 'paragraph' && holdsGuide(each)) {
      blocks.splice(i, 1)
      i -= 1
    }
  }
  blocks.splice(at + 1, 0, block)
  return true
}

function readFill({ type: { schema } }: Node, { id, block }: Fill): Node {
  return schema.nodeFromJSON({ ...block, attrs: { ...block.attrs, id } })
}

/** All that a block says, without the ids in it. */
function wordsOf(block: Node): string {
  return canonicalJson(withoutIds(block.toJSON() as NodeJson)) // ProseMirror types its JSON as anything
}

function withoutIds({ attrs, content, ...rest }: NodeJson): NodeJson {
  const { id: _id, ...others } = attrs ?? {}
  return {
    ...rest,
    attrs: others,
    ...(content !== undefined && { content: content.map(withoutIds) }),
  }
}

/** The same report with the headings that have to be there: in their place, under their words. */
export function mendHeadings(body: Node, parts: readonly CoverPart[]): Node {
  const blocks = [...body.children]
  const { schema } = body.type
  let isChanged = false
  parts.forEach((part, index) => {
    if (!part.isNeeded) return
    const heading = schema.nodeFromJSON(partHeading(part))
    const at = blocks.findIndex(({ attrs }) => attrs['id'] === headingId(part))
    const found = blocks[at]
    if (found?.type.name === 'heading' && found.textContent.trim() === part.title) return
    isChanged = true
    if (found !== undefined) {
      blocks.splice(at, 1, heading)
      return
    }
    const later = new Set(parts.slice(index + 1).map(headingId))
    const before = blocks.findIndex(({ attrs }) => later.has(String(attrs['id'])))
    blocks.splice(before < 0 ? blocks.length : before, 0, heading, schema.node('paragraph'))
  })
  return isChanged ? body.copy(Fragment.fromArray(blocks)) : body
}
