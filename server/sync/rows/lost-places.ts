import type { StructId } from '../update.ts'
import type { Remains, RowPlace } from './removed-row.ts'

/** A place among the letters of a row that is gone from where it stood. */
export interface LetterPlace extends RowPlace {
  /** Letters in front of it on its line, of those that went with the row. */
  offset: number
}

interface Stretch {
  clock: number
  length: number
  place: LetterPlace
  /** A stretch of letters: behind each comes the next; otherwise what an element or text begins with. */
  isLetters: boolean
}

/** More than this is forgotten, oldest first: who was gone for so long gets the words back instead. */
const REMEMBERED = 20_000

/**
 * What stood where in rows that were moved or removed. Yjs forgets it at once; words that somebody
 * was typing there meanwhile arrive later and name only their neighbours.
 */
export class LostPlaces {
  readonly #stretches = new Map<number, Stretch[]>()
  #count = 0

  /** `isKnown`: whether whoever removed the row had seen these letters. */
  remember({ texts, elements }: Remains, isKnown: (id: StructId) => boolean): void {
    for (const { id, place } of elements) this.begin(id, place)
    for (const { id, place, pieces } of texts) {
      let offset = 0
      this.begin(id, place)
      for (const piece of pieces) {
        const { length } = piece.words
        this.#add(piece.id, { length, place: { ...place, offset }, isLetters: true })
        if (isKnown(piece.id)) offset += length
      }
    }
  }

  /** An element or text that came for such a place, or that was made anew. */
  begin(id: StructId, place: RowPlace): void {
    this.#add(id, { length: 1, place: { ...place, offset: 0 }, isLetters: false })
  }

  /** New letters that came for such a place: what is typed behind them comes behind them. */
  follow(id: StructId, length: number, place: LetterPlace): void {
    this.#add(id, { length, place, isLetters: true })
  }

  has(id: StructId): boolean {
    return this.#find(id) !== null
  }

  /** Behind these letters, or at the start of this element. */
  placeAfter(id: StructId): LetterPlace | null {
    const stretch = this.#find(id)
    if (stretch === null || !stretch.isLetters) return stretch?.place ?? null
    return { ...stretch.place, offset: stretch.place.offset + id.clock - stretch.clock + 1 }
  }

  placeBefore(id: StructId): LetterPlace | null {
    const stretch = this.#find(id)
    if (stretch === null || !stretch.isLetters) return stretch?.place ?? null
    return { ...stretch.place, offset: stretch.place.offset + id.clock - stretch.clock }
  }

  #find({ client, clock }: StructId): Stretch | null {
    const own = this.#stretches.get(client)
    return own?.findLast((each) => clock >= each.clock && clock < each.clock + each.length) ?? null
  }

  #add({ client, clock }: StructId, stretch: Omit<Stretch, 'clock'>): void {
    if (this.#count >= REMEMBERED) {
      this.#stretches.clear()
      this.#count = 0
    }
    const own = this.#stretches.get(client) ?? []
    own.push({ clock, ...stretch })
    this.#stretches.set(client, own)
    this.#count += 1
  }
}
