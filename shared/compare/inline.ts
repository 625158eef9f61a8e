import type { Mark, Node } from '@tiptap/pm/model'
import { diffArrays } from 'diff'
import type { Run } from './comparison.ts'

/** A word, a space, a sign, or something in the line that is no text. */
export interface Token {
  /** What two tokens have to share to be the same. */
  key: string
  run: Omit<Run, 'changed'>
}

/** Beyond this many words that differ a line is shown as replaced: nobody could read the marks. */
const MOST_EDITS = 2_000

/** The line of words of a block. */
export function tokensOf(node: Node): Token[] {
  const tokens: Token[] = []
  node.forEach((child) => {
    const marks = marksOf(child.marks)
    if (child.isText) {
      for (const [text] of (child.text ?? '').matchAll(TOKEN)) {
        tokens.push({ key: text, run: { text, marks } })
      }
    } else if (child.type.name === 'hardBreak') {
      tokens.push({ key: '\n', run: { text: '\n', marks } })
    } else if (child.type.name === 'footnote') {
      const footnote = String(child.attrs['text'])
      tokens.push({ key: `footnote:${footnote}`, run: { text: '', marks, footnote } })
    } else {
      const key = `${child.type.name}:${JSON.stringify(child.attrs)}`
      tokens.push({ key, run: { text: '▯', marks } })
    }
  })
  return tokens
}

const TOKEN = /[\p{L}\p{N}]+(?:[’'.,][\p{L}\p{N}]+)*|\s+|[^\s\p{L}\p{N}]/gu

/** The words of a line that is marked as one. */
export function wholeLine(node: Node, changed: Run['changed']): Run[] {
  if (!node.children.every(({ isText }) => isText)) {
    return runsOf(tokensOf(node).map((token) => ({ token, changed })))
  }
  return node.children.map(({ text, marks }) => ({
    text: text ?? '',
    marks: marksOf(marks),
    changed,
  }))
}

/** The words of both lines in one, each marked as it changed. */
export function diffLine(before: readonly Token[], after: readonly Token[]): MarkedToken[] {
  const [ones, others] = [before.map(({ key }) => key), after.map(({ key }) => key)]
  const parts = diffArrays(ones, others, { maxEditLength: MOST_EDITS })
  if (parts === undefined) {
    return [
      ...before.map((token) => ({ token, changed: 'removed' as const })),
      ...after.map((token) => ({ token, changed: 'added' as const })),
    ]
  }
  const marked: MarkedToken[] = []
  let [from, to] = [0, 0]
  for (const { added, removed, value } of parts) {
    if (removed) {
      marked.push(...asMarked(before.slice(from, from + value.length), 'removed'))
      from += value.length
      continue
    }
    marked.push(...asMarked(after.slice(to, to + value.length), added ? 'added' : 'same'))
    to += value.length
    if (!added) from += value.length
  }
  return withoutIslands(marked)
}

export interface MarkedToken {
  token: Token
  changed: Run['changed']
}

/** Neighbours that look the same become one run. */
export function runsOf(tokens: readonly MarkedToken[]): Run[] {
  const runs: Run[] = []
  for (const { token, changed } of tokens) {
    const last = runs.at(-1)
    const isText = token.run.footnote === undefined && last?.footnote === undefined
    if (last !== undefined && isText && last.changed === changed && sameMarks(last, token.run)) {
      last.text += token.run.text
    } else {
      runs.push({ ...token.run, changed })
    }
  }
  return runs
}

/** True if the words are the same and only bold, italics, links and the like differ. */
export function isRemarked(before: readonly Token[], after: readonly Token[]): boolean {
  const isSameWords =
    before.length === after.length && before.every(({ key }, at) => key === after[at]?.key)
  return (
    isSameWords && before.some(({ run }, at) => !sameMarks(run, after[at]?.run ?? { marks: [] }))
  )
}

function asMarked(tokens: readonly Token[], changed: Run['changed']): MarkedToken[] {
  return tokens.map((token) => ({ token, changed }))
}

/**
 * A space that stayed between words that all changed is taken along: two phrases read better than
 * every other word. Removed words come before those added.
 */
function withoutIslands(tokens: readonly MarkedToken[]): MarkedToken[] {
  const result: MarkedToken[] = []
  let removed: MarkedToken[] = []
  let added: MarkedToken[] = []
  const settle = () => {
    const behind: MarkedToken[] = []
    while (removed.length > 0 && removed.at(-1)?.token.key === added.at(-1)?.token.key) {
      const [same] = added.splice(-1)
      removed.pop()
      if (same !== undefined) behind.unshift({ ...same, changed: 'same' })
    }
    result.push(...removed, ...added, ...behind)
    removed = []
    added = []
  }
  tokens.forEach((each, at) => {
    if (each.changed === 'removed') removed.push(each)
    else if (each.changed === 'added') added.push(each)
    else if (isIsland(tokens, at, { removed, added })) {
      removed.push({ ...each, changed: 'removed' })
      added.push({ ...each, changed: 'added' })
    } else {
      settle()
      result.push(each)
    }
  })
  settle()
  return result
}

/** A space between changed words, of which some were removed and some added. */
function isIsland(
  tokens: readonly MarkedToken[],
  at: number,
  { removed, added }: { removed: readonly MarkedToken[]; added: readonly MarkedToken[] },
): boolean {
  if (!/^\s+$/.test(tokens[at]?.token.key ?? '') || removed.length + added.length === 0)
    return false
  const next = tokens[at + 1]?.changed ?? 'same'
  if (next === 'same') return false
  const kinds = new Set<string>([
    ...(removed.length > 0 ? ['removed'] : []),
    ...(added.length > 0 ? ['added'] : []),
  ])
  for (let behind = at + 1; kinds.size < 2; behind++) {
    const changed = tokens[behind]?.changed ?? 'same'
    if (changed === 'same') break
    kinds.add(changed)
  }
  return kinds.size === 2
}

function marksOf(marks: readonly Mark[]): Run['marks'] {
  return marks.map(({ type, attrs }) =>
    type.name === 'link' ? { type: 'link', href: String(attrs['href']) } : { type: type.name },
  )
}

function sameMarks(one: Pick<Run, 'marks'>, other: Pick<Run, 'marks'>): boolean {
  return (
    one.marks === other.marks ||
    (one.marks.length === other.marks.length &&
      one.marks.every(({ type, href }, at) => {
        const mark = other.marks[at]
        return mark?.type === type && mark.href === href
      }))
  )
}
