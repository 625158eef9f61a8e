import type { Node } from '@tiptap/pm/model'
import type { PrivacyResponse } from '../../shared/approval.ts'
import { factsOf } from '../../shared/reading/document-key.ts'
import { looksLikePerson } from '../../shared/reading/leads/names.ts'
import { findPersonalData } from '../../shared/safety/personal-data.ts'

const MOST = 200
const WORDS = 120

type Found = PrivacyResponse['found'][number]

/**
 * What could be personal in a page: in the words anybody would read, in the addresses of links and
 * the descriptions of pictures, the names of people of the directory and of the KEY, and the tables of
 * who belongs to a group. `quoted`: the words of people, which are not in the page itself.
 */
export function findPrivate(
  html: string,
  { body, people, quoted }: { body: Node; people: readonly string[]; quoted: readonly string[] },
): Found[] {
  const text = [wordsOf(html), ...quoted].join('\n')
  const counted = new Map<string, Found>()
  const note = (kind: Found['kind'], words: string) => {
    const key = `${kind} ${words}`
    const before = counted.get(key)
    if (before !== undefined) before.times++
    else if (counted.size < MOST) counted.set(key, { kind, words: words.slice(0, WORDS), times: 1 })
  }
  body.descendants((node) => {
    const source: unknown = node.attrs['source']
    if (node.type.name === 'table' && typeof source === 'string' && source.startsWith('members/')) {
      note('members', node.textBetween(0, node.content.size, ', '))
    }
  })
  for (const { name } of factsOf(body).key) {
    const [person = ''] = name.split(/\s*[,(]/)
    if (looksLikePerson(person)) note('name', person)
  }
  for (const { kind, from, to } of findPersonalData(text)) note(kind, text.slice(from, to))
  for (const name of people) {
    // "Hope" alone is mostly not her.
    if (name.includes(' ') && text.includes(name) && !counted.has(`name ${name}`)) {
      note('name', name)
    }
  }
  return [...counted.values()]
}

/** The same in words that stand alone. */
export function findPrivateWords(text: string, people: readonly string[]): string[] {
  return [
    ...findPersonalData(text).map(({ from, to }) => text.slice(from, to)),
    ...people.filter((name) => name.includes(' ') && text.includes(name)),
  ]
}

/** Every word of a page of ours, a line for each block. */
function wordsOf(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*?\b(?:href|alt)="([^"]*)"[^>]*>/g, inPlainSight)
    .replace(/<\/?(?:a|b|em|i|s|span|strong|sub|sup|u)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_entity, name: string) => SIGNS[name] ?? '')
}

/** An address within the page holds nothing that its words do not. */
function inPlainSight(tag: string, words: string): string {
  if (words.startsWith('#') || words.startsWith('/p')) return tag.startsWith('<a') ? '' : '\n'
  return `\n${words.replace(/^(mailto|tel):/, '')}\n`
}

const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
