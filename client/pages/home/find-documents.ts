import type { DocumentKind, DocumentSummary } from '../../../shared/api.ts'

export const KIND_NAMES: Record<DocumentKind, string> = {
  strategy: 'Strategy',
  actionPlan: 'Action plan',
  charter: 'Charter',
  coverReport: 'Cover report',
  other: 'Document',
}

/** "Final draft 2.2", also where the page header shouts it; '' where there is none. */
export function versionOf({ stage, version }: DocumentSummary): string {
  const isShouted = stage.length > 3 && stage === stage.toUpperCase()
  const said = isShouted ? stage.charAt(0) + stage.slice(1).toLowerCase() : stage
  return [said, version].filter((part) => part !== '').join(' ')
}

/** Last changed first; each word has to stand somewhere in the title, kind or version. */
export function findDocuments(
  documents: readonly DocumentSummary[],
  words: string,
): DocumentSummary[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return documents
    .filter((document) => {
      const text = [document.title, KIND_NAMES[document.kind], versionOf(document)]
      const searched = text.join(' ').toLowerCase()
      return wanted.every((word) => searched.includes(word))
    })
    .sort((one, other) => other.changedAt.localeCompare(one.changedAt))
}
