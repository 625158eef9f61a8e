import { z } from 'zod'

/** The parts a cover report of this authority has, in their order. */

const title = z.string().trim().min(1, 'Please give each part a heading.').max(120)

export const coverPart = z.strictObject({
  /** Stays with the part when its heading changes. */
  key: z.string().regex(/^[a-z0-9]{1,32}$/),
  title,
  /** What a report answers for: equalities, safeguarding … It is filled in, or says “None”. */
  isImplication: z.boolean(),
  /** Blank, it holds the report up. */
  isNeeded: z.boolean(),
})
export type CoverPart = z.infer<typeof coverPart>

/** Of the parts that are no implications these stand in every report. */
export const BASIC_PARTS = ['purpose', 'recommendations'] as const

/** The parts that a report knows something about: what is drawn into them, what belongs there. */
export const KNOWN_PARTS = {
  purpose: 'Purpose of this report',
  recommendations: 'Recommendations',
  background: 'Background',
  voices: 'What people told us and what changed',
  options: 'Options, with that of doing nothing',
  resources: 'Resources and risks in the plan',
  next: 'Next steps',
  appendices: 'Appendices',
  papers: 'Background papers',
} as const
export type KnownPart = keyof typeof KNOWN_PARTS

export function isKnownPart(key: string): key is KnownPart {
  return Object.hasOwn(KNOWN_PARTS, key)
}

export const coverTemplate = z.strictObject({
  parts: z
    .array(coverPart)
    .max(40, 'A report has at most 40 parts.')
    .refine(
      (parts) => new Set(parts.map(({ key }) => key)).size === parts.length,
      'Each part stands in a report once.',
    )
    .refine(
      (parts) => BASIC_PARTS.every((key) => parts.some((part) => part.key === key)),
      'Every report has a purpose and recommendations.',
    )
    .refine(
      (parts) => parts.every((part) => part.isImplication !== isKnownPart(part.key)),
      'Parts of your own are implications.',
    ),
})
export type CoverTemplate = z.infer<typeof coverTemplate>

export function isAlwaysNeeded({ key, isImplication }: Pick<CoverPart, 'key' | 'isImplication'>) {
  return isImplication || BASIC_PARTS.some((each) => each === key)
}

export const DEFAULT_COVER_TEMPLATE: CoverTemplate = {
  parts: [
    knownPart('purpose'),
    knownPart('recommendations'),
    knownPart('background'),
    knownPart('voices'),
    knownPart('options'),
    implication('equalities', 'Equalities implications'),
    implication('safeguarding', 'Safeguarding implications'),
    implication('financial', 'Financial implications'),
    implication('legal', 'Legal implications'),
    implication('risk', 'Risk implications'),
    knownPart('resources'),
    knownPart('next'),
    { ...knownPart('appendices'), isNeeded: false },
    { ...knownPart('papers'), isNeeded: false },
  ],
}

export function knownPart(key: KnownPart): CoverPart {
  return { key, title: KNOWN_PARTS[key], isImplication: false, isNeeded: true }
}

function implication(key: string, title: string): CoverPart {
  return { key, title, isImplication: true, isNeeded: true }
}
