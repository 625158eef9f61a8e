import type { Node } from '@tiptap/pm/model'

/**
 * The words at the top of every printed page: "Final draft 08.06.09 – Version 2.2"; '' where the
 * document has no page header. `label` is that of a version and stands in the place of the stage,
 * the date and the number that somebody typed.
 */
export function headerWords(doc: Node, label: string | null = null): string {
  const header = doc.firstChild?.type.name === 'pageHeader' ? doc.firstChild : null
  const field = (name: string) => String(header?.attrs[name] ?? '').trim()
  const stage = [field('stage'), field('date')].filter((each) => each !== '').join(' ')
  const version = field('version') === '' ? '' : `Version ${field('version')}`
  const typed = [stage, version].filter((each) => each !== '').join(' – ')
  const words = [label ?? typed, field('period'), field('label')]
  return words.filter((each) => each !== '').join(' – ')
}
