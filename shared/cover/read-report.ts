import type { Node } from '@tiptap/pm/model'
import { numberBlocks } from '../schema/numbering.ts'
import { headingId, isPartHeading, standsBeside } from './part-ids.ts'
import type { Blank, Recommendation } from './cover-report.ts'
import type { CoverPart } from './cover-template.ts'

/** The blocks of a part: after its heading, up to that of the next part. Null without its heading. */
function blocksOfPart(body: Node, part: CoverPart): readonly Node[] | null {
  const start = body.children.findIndex(({ attrs }) => attrs['id'] === headingId(part))
  if (start < 0) return null
  const rest = body.children.slice(start + 1)
  const end = rest.findIndex(isOtherPart)
  return end < 0 ? rest : rest.slice(0, end)
}

export function isOtherPart({ type, attrs }: Node): boolean {
  return type.name === 'heading' && isPartHeading(attrs['id'])
}

/** What holds the report up, in the order of its parts. */
export function findBlanks(body: Node, parts: readonly CoverPart[]): Blank[] {
  return parts.flatMap((part) => {
    const blocks = blocksOfPart(body, part)
    const { key, title, isImplication, isNeeded } = part
    const found = (why: Blank['why'], block = headingId(part)): Blank[] => [
      { key, title, why, isImplication, block },
    ]
    if (blocks === null) return isNeeded ? found('missing') : []
    const guide = blocks.find(holdsGuide)
    if (isNeeded && !saysSomething(blocks, body, part)) return found('blank', idOf(guide))
    return guide === undefined ? [] : found('guide', idOf(guide))
  })

  function idOf(block: Node | undefined): string | undefined {
    const id: unknown = block?.attrs['id']
    return typeof id === 'string' ? id : undefined
  }
}

function saysSomething(blocks: readonly Node[], body: Node, { key }: CoverPart): boolean {
  if (key === 'recommendations') return readIn(body, blocks).length > 0
  return blocks.some((block) => !standsBeside(block.attrs['id']) && linesOf(block).some(isSaid))
}

/** A line as it stands in a template: "[What led here.]". */
function isGuide(line: string): boolean {
  return /^\[[^\]]*\]$/.test(line.trim())
}

function isSaid(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line) && !isGuide(line)
}

export function holdsGuide(block: Node): boolean {
  return linesOf(block).some(isGuide)
}

/** The words of each paragraph; a picture counts by what describes it. */
function linesOf(block: Node): string[] {
  if (block.isTextblock) return [wordsOf(block)]
  if (block.type.name === 'image') return [String(block.attrs['alt'] ?? '') || 'Picture']
  return block.children.flatMap(linesOf)
}

function wordsOf(block: Node): string {
  return block.textBetween(0, block.content.size, '\n', ' ').trim()
}

/** The recommendations of a report, numbered as they are printed. */
export function readRecommendations(body: Node, parts: readonly CoverPart[]): Recommendation[] {
  const part = parts.find(({ key }) => key === 'recommendations')
  const blocks = part === undefined ? null : blocksOfPart(body, part)
  return blocks === null ? [] : readIn(body, blocks)
}

function readIn(body: Node, blocks: readonly Node[]): Recommendation[] {
  const numbers = new Map(numberBlocks(body).blocks.map(({ id, number }) => [id, number]))
  const found: Recommendation[] = []
  let addressee = ''
  const add = (node: Node, number: string, said: string): void => {
    if (!isSaid(said)) return
    const to = addressedIn(said) || addressee
    found.push({ id: String(node.attrs['id']), number, to, words: said })
  }
  for (const block of blocks) {
    const kind = block.type.name
    if (kind === 'paragraph') addressee = addressedIn(wordsOf(block)) || addressee
    else if (kind === 'clause' && Number(block.attrs['level']) > 1) addBelow(found, block, numbers)
    else if (kind === 'clause') {
      add(block, numbers.get(String(block.attrs['id'])) ?? '', wordsOf(block))
    } else if (kind === 'orderedList' || kind === 'bulletList') {
      const start = Number(block.attrs['start'] ?? 1)
      block.children.forEach((item, at) => {
        const number = kind === 'orderedList' ? String(start + at) : String(found.length + 1)
        add(item, number, linesOf(item).filter(Boolean).join('\n'))
      })
    }
  }
  return found
}

/** "(a) …" below a recommendation belongs to it. */
function addBelow(
  found: Recommendation[],
  block: Node,
  numbers: ReadonlyMap<string | null, string>,
): void {
  const last = found.pop()
  if (last === undefined) return
  const number = numbers.get(String(block.attrs['id'])) ?? ''
  found.push({ ...last, words: `${last.words}\n${number} ${wordsOf(block)}`.trim() })
}

/** "The Executive is asked to …" → "The Executive". */
function addressedIn(line: string): string {
  const match = /^(.{2,120}?) (?:is|are) (?:asked|invited|recommended|requested)\b/.exec(
    line.trim(),
  )
  return match?.[1] ?? ''
}
