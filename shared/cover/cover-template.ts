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

/** Parts that a report draws words into or is decided by: they can be renamed and moved. */
export const FIXED_PARTS = [
  'purpose',
  'recommendations',
  'background',
  'voices',
  'options',
  'resources',
  'next',
  'appendices',
  'papers',
] as const
export type FixedPart = (typeof FIXED_PARTS)[number]

export function isFixedPart(key: string): key is FixedPart {
  return FIXED_PARTS.some((each) => each === key)
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
      (parts) => FIXED_PARTS.every((key) => parts.some((part) => part.key === key)),
      'One of the parts that every report has is missing.',
    )
    .refine(
      (parts) => parts.every((part) => part.isImplication !== isFixedPart(part.key)),
      'Parts of your own are implications.',
    ),
})
export type CoverTemplate = z.infer<typeof coverTemplate>

export function isAlwaysNeeded({ key, isImplication }: Pick<CoverPart, 'key' | 'isImplication'>) {
  return isImplication || key === 'purpose' || key === 'recommendations'
}

export const DEFAULT_COVER_TEMPLATE: CoverTemplate = {
  parts: [
    part('purpose', 'Purpose of this report'),
    part('recommendations', 'Recommendations'),
    part('background', 'Background'),
    part('voices', 'What people told us and what changed'),
    part('options', 'Options, with that of doing nothing'),
    implication('equalities', 'Equalities implications'),
    implication('safeguarding', 'Safeguarding implications'),
    implication('financial', 'Financial implications'),
    implication('legal', 'Legal implications'),
    implication('risk', 'Risk implications'),
    part('resources', 'Resources and risks in the plan'),
    part('next', 'Next steps'),
    { ...part('appendices', 'Appendices'), isNeeded: false },
    { ...part('papers', 'Background papers'), isNeeded: false },
  ],
}

function part(key: FixedPart, heading: string): CoverPart {
  return { key, title: heading, isImplication: false, isNeeded: true }
}

function implication(key: string, heading: string): CoverPart {
  return { key, title: heading, isImplication: true, isNeeded: true }
}
