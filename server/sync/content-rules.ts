import { isSafeLink } from '../../shared/schema/marks.ts'
import { MARKS } from '../../shared/schema/y-document.ts'
import { EMBED } from './grammar.ts'
import type { Grammar } from './grammar.ts'
import { need, Unsound } from './unsound.ts'
import type { Struct } from './update.ts'

/**
 * What a struct stands in; `of` tells one place from another. `gone`: its parent was deleted and
 * collected, so it will be as well.
 */
export type Place = LivingPlace | { is: 'gone' }
export type LivingPlace =
  | { is: 'body'; of: object; depth: 0 }
  | { is: 'element'; of: object; name: string; depth: number }
  | { is: 'words'; of: object; depth: number }

/** Where a struct stands and under which attribute; null for a place in the order of children. */
export interface Spot {
  place: Place
  attribute: string | null
}

const DEEPEST = 32

/** Whether what an update brings may stand where it stands. */
export class ContentRules {
  readonly #grammar: Grammar
  readonly #tolerated: ReadonlySet<string>

  /** `tolerated`: names the stored document already has although the grammar does not know them. */
  constructor(grammar: Grammar, tolerated: ReadonlySet<string>) {
    this.#grammar = grammar
    this.#tolerated = tolerated
  }

  /** @throws {Unsound} if it may not. */
  judge({ content, length }: Struct, { place, attribute }: Spot): void {
    if (content.is === 'foreign') throw new Unsound('This change is not part of a document.')
    if (place.is === 'gone' || content.is === 'nothing' || content.is === 'skip') return
    if (place.depth >= DEEPEST) throw new Unsound('This change is nested too deep.')
    if (attribute !== null) return this.#judgeAttribute({ place, attribute, content, length })
    switch (content.is) {
      case 'text':
        return need(place.is === 'words', 'Words stand where none can be.')
      case 'format':
        need(place.is === 'words', 'A mark stands where none can be.')
        need(this.#isMark(content.key, content.value), 'A mark or link is not allowed.')
        return
      case 'embed':
        return need(place.is === 'words' && this.#tolerated.has(EMBED), 'An unknown part.')
      case 'element':
        need(place.is !== 'words', 'A block stands among letters.')
        need(
          this.#grammar.nodes.has(content.name) || this.#tolerated.has(content.name),
          'An unknown block.',
        )
        return
      case 'textType':
        return need(place.is !== 'words', 'A text stands inside a text.')
      case 'values':
        throw new Unsound('A value stands where none can be.')
    }
  }

  #judgeAttribute(spot: {
    place: LivingPlace
    attribute: string
    content: Struct['content']
    length: number
  }): void {
    const { place, attribute, content, length } = spot
    if (place.is !== 'element') throw new Unsound('A property stands where none can be.')
    const isOne = content.is === 'values' && length === 1
    if (!isOne) throw new Unsound('A property is no plain value.')
    const known = this.#grammar.nodes.get(place.name)
    // Of a block we do not know, we cannot know the properties either.
    if (known === undefined || this.#tolerated.has(`@${attribute}`)) return
    need(known.has(attribute), 'An unknown property.')
    const [value] = content.values
    if (attribute === MARKS) need(this.#areMarks(value), 'A mark or link is not allowed.')
    else need(typeof value !== 'object' || value === null, 'A property is no plain value.')
  }

  #areMarks(value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false
    return Object.entries(value).every(([name, attributes]) => this.#isMark(name, attributes))
  }

  #isMark(name: string, value: unknown): boolean {
    const known = this.#grammar.marks.get(name)
    if (known === undefined) return this.#tolerated.has(name)
    if (value === null) return true // the end of a mark
    if (typeof value !== 'object') return value === true && name !== 'link'
    if (!Object.keys(value).every((key) => known.has(key))) return false
    return name !== 'link' || ('href' in value && isSafeLink(value.href))
  }
}
