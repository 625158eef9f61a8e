import { child, childrenOf, flagOf, numberOf, valueOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

/**
 * Word's fields: an instruction ("PAGE", "HYPERLINK …") and the result it had when the file was
 * saved. Only results are read; an instruction is never carried out.
 */
interface Field {
  instruction: string
  phase: 'instruction' | 'result'
  form: XmlElement | null
  hasResult: boolean
}

/** Their results are made anew by Folkmoot. */
const MADE_ANEW = /^\s*(PAGE|NUMPAGES|SECTIONPAGES|TOC|INDEX)\b/i

/** The fields that are open at a place. They may begin in one paragraph and end in another. */
export class Fields {
  private stack: Field[] = []

  begin(instruction: string, form: XmlElement | null): void {
    this.stack.push({ instruction, phase: 'instruction', form, hasResult: false })
  }

  addInstruction(text: string): void {
    const field = this.stack.at(-1)
    if (field?.phase === 'instruction') field.instruction += text
  }

  separate(): void {
    const field = this.stack.at(-1)
    if (field !== undefined) field.phase = 'result'
  }

  /** Ends a field; gives the words it shows without having a result ('' = none). */
  end(): string {
    const field = this.stack.pop()
    if (field === undefined) return ''
    const isHidden = MADE_ANEW.test(field.instruction)
    if (!field.hasResult && !isHidden) {
      const shown =
        showForm(field.form) ?? /^\s*MACROBUTTON\s+\S+\s+(.*)$/i.exec(field.instruction)?.[1]
      return shown ?? ''
    }
    return ''
  }

  /** Called for every word, so that a field knows that it has a result. */
  markResult(): void {
    for (const field of this.stack) field.hasResult = true
  }

  /** True where words are an instruction or a result that is made anew. */
  isHiding(): boolean {
    return this.stack.some(
      (field) => field.phase === 'instruction' || MADE_ANEW.test(field.instruction),
    )
  }

  /** What kind of made-anew result is being passed over; null outside of such. */
  passedOver(): 'contents' | 'pageNumber' | null {
    for (const field of this.stack) {
      const name = MADE_ANEW.exec(field.instruction)?.[1]?.toUpperCase()
      if (name !== undefined) return name === 'TOC' || name === 'INDEX' ? 'contents' : 'pageNumber'
    }
    return null
  }

  /** Where the words lead to, if they are the result of a HYPERLINK field. */
  link(): { target: string; isInside: boolean } | null {
    for (const { instruction, phase } of this.stack) {
      const match = /^\s*HYPERLINK\s+(.*)$/is.exec(instruction)
      if (match === null || phase !== 'result') continue
      const rest = match[1] ?? ''
      const target = /^"([^"]*)"/.exec(rest)?.[1] ?? /^([^\s\\"]+)/.exec(rest)?.[1] ?? ''
      return { target, isInside: target === '' }
    }
    return null
  }

  /** A field whose instruction has no end would swallow the document; so would a list of contents. */
  endParagraph(isHeading: boolean): void {
    this.stack = this.stack.filter(
      (field) =>
        field.phase === 'result' && !(isHeading && /^\s*(TOC|INDEX)\b/i.test(field.instruction)),
    )
  }
}

function showForm(form: XmlElement | null): string | null {
  const box = child(form, 'w:checkBox')
  if (box !== null) return (flagOf(box, 'w:checked') ?? flagOf(box, 'w:default')) ? '☒' : '☐'
  const list = child(form, 'w:ddList')
  if (list === null) return null
  const chosen = numberOf(valueOf(list, 'w:result')) ?? numberOf(valueOf(list, 'w:default')) ?? 0
  return childrenOf(list, 'w:listEntry')[chosen]?.attrs['w:val'] ?? null
}
