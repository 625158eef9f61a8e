import type { Findings } from './findings.ts'
import { wordsInside } from './source.ts'
import type { XmlElement } from './xml.ts'

const MAX_PASSAGE_CHARS = 200
const MAX_COMMENT_CHARS = 1_000

/** The comments of a Word file and the words they are about. They are told of, not brought in. */
export class Comments {
  private readonly passages = new Map<string, string>()
  private readonly open = new Set<string>()
  private readonly comments: readonly XmlElement[]

  constructor(root: XmlElement | null) {
    this.comments = root?.children.filter((each) => each.name === 'w:comment') ?? []
  }

  begin(id: string | undefined): void {
    if (id === undefined) return
    this.open.add(id)
    this.passages.set(id, '')
  }

  end(id: string | undefined): void {
    if (id !== undefined) this.open.delete(id)
  }

  /** Called for every word, so that each comment knows what it is about. */
  addWords(text: string): void {
    for (const id of this.open) {
      const passage = this.passages.get(id) ?? ''
      if (passage.length < MAX_PASSAGE_CHARS) this.passages.set(id, passage + text)
    }
  }

  report(findings: Findings): void {
    for (const comment of this.comments) {
      const author = (comment.attrs['w:author'] ?? '').trim() || 'somebody'
      const words = wordsInside(comment).replace(/\s+/g, ' ').trim().slice(0, MAX_COMMENT_CHARS)
      findings.remark(
        'notRead',
        `A comment by ${author} stayed in the Word file: “${words}”`,
        this.passages.get(comment.attrs['w:id'] ?? '') ?? '',
      )
    }
  }
}
