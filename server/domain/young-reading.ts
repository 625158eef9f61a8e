import type { YoungReading } from '../../shared/consultations.ts'
import type { EarlierAnswer } from '../../shared/earlier-answers.ts'
import { sectionsOf } from '../../shared/young/sections.ts'
import { currentConsultation } from './consultations.ts'
import type { Context } from './context.ts'
import { findEarlierBySection } from './earlier-answers.ts'
import { readBody, requireDocument } from './documents.ts'
import { listWords } from './words.ts'

/** A document as it is read on a phone: by sections, with what is open to change. */
export async function readForPhone(ctx: Context, documentId: string): Promise<YoungReading> {
  const { record } = await requireDocument(ctx, documentId)
  const consultation = await currentConsultation(ctx, documentId)
  const plain = new Map(consultation?.plain.map(({ block, words }) => [block, words]))
  const fixed = new Map(consultation?.fixed.map(({ block, why }) => [block, why]))
  const sections = sectionsOf(await readBody(ctx, documentId))
  const earlier =
    consultation === null
      ? new Map<string, EarlierAnswer[]>()
      : await findEarlierBySection(ctx, { documentId, sections, before: consultation.opensOn })
  return {
    documentId,
    title: record.title,
    consultation,
    sections: sections.map((section) => ({
      ...section,
      plain: plain.get(section.id) ?? null,
      fixed: fixed.get(section.id) ?? null,
      earlier: earlier.get(section.id) ?? [],
    })),
    terms: (await listWords(ctx, documentId)).terms,
  }
}
