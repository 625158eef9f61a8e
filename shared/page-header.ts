import type { Node } from '@tiptap/pm/model'

/**
 * The words at the top of every printed page: "Final draft 08.06.09 – Version 2.2"; '' where the
 * document has no page header.
 */
export function headerWords(doc: Node): string {
  const header = doc.firstChild?.type.name === 'pageHeader' ? doc.firstChild : null
  const field = (name: string) => String(header?.attrs[name] ?? '').trim()
  const stage = [field('stage'), field('date')].filter((each) => each !== '').join(' ')
  const version = field('version') === '' ? '' : `Version ${field('version')}`
  return [stage, version, field('period'), field('label')].filter((each) => each !== '').join(' – ')
}
