import { z } from 'zod'
import type { InvolvementLevel } from './young/words.ts'

/**
 * The What’s Changed sheet, by which a service looks at itself: for each level of involvement what
 * it does now, what comes next and what changed, with how far it has come.
 */

export const STEPS = ['now', 'next', 'changed'] as const
export type Step = (typeof STEPS)[number]

export const STEP_WORDS: Record<Step, string> = {
  now: 'What we do now',
  next: 'What comes next',
  changed: 'What changed because of it',
}

export const RATINGS = ['starting', 'settled', 'shared'] as const
export type Rating = (typeof RATINGS)[number]

/** How far a service has come, as statements it can find itself in. */
export const RATING_WORDS: Record<InvolvementLevel, Record<Rating, string>> = {
  information: {
    starting: 'We tell people about decisions once they are made.',
    settled: 'People hear in plain words, and in time, what is planned.',
    shared: 'People help decide what is told and how, and say that it reaches them.',
  },
  consultation: {
    starting: 'We ask now and then, and mostly the same people.',
    settled: 'We ask before we decide, say what can change, and answer everybody.',
    shared: 'People see what changed because of them, and help choose what is asked next.',
  },
  involvement: {
    starting: 'A few people sit in on some of our meetings.',
    settled: 'People work on the plan with us and have a say in what is decided.',
    shared: 'People share in decisions, money and checking, and new ones keep joining.',
  },
}

const words = z.string().trim().max(2000)
const ownLevel = z.strictObject({
  rating: z.enum(RATINGS).nullable(),
  now: words,
  next: words,
  changed: words,
})

/** What a service writes into it. */
export const ownSheet = z.strictObject({
  service: z.string().trim().max(120),
  levels: z.strictObject({
    information: ownLevel,
    consultation: ownLevel,
    involvement: ownLevel,
  }),
})
export type OwnSheet = z.infer<typeof ownSheet>

/** PUT /api/documents/:id/whats-changed. `since`: the sheet as it was shown, for what others wrote. */
export const writeSheetRequest = ownSheet.extend({ since: ownSheet.optional() })
export type WriteSheetRequest = z.infer<typeof writeSheetRequest>

const drawn = z.strictObject({
  now: z.array(z.string()),
  next: z.array(z.string()),
  changed: z.array(z.string()),
})

/** With what consultations, answers and versions say by themselves. */
export const sheetResponse = z.strictObject({
  title: z.string(),
  own: ownSheet,
  drawn: z.strictObject({ information: drawn, consultation: drawn, involvement: drawn }),
  changedAt: z.string().nullable(),
})
export type SheetResponse = z.infer<typeof sheetResponse>
export type Drawn = SheetResponse['drawn']

export function emptySheet(): OwnSheet {
  const level = { rating: null, now: '', next: '', changed: '' }
  return { service: '', levels: { information: level, consultation: level, involvement: level } }
}

export function emptyDrawn(): Drawn {
  const level = () => ({ now: [], next: [], changed: [] })
  return { information: level(), consultation: level(), involvement: level() }
}

/** What two people wrote into the same sheet: where both changed the same words, both stand there. */
export function mergeSheets({ theirs, mine, since }: SheetsToMerge): OwnSheet {
  const level = (name: InvolvementLevel): OwnSheet['levels'][InvolvementLevel] => {
    const [their, own, old] = [theirs.levels[name], mine.levels[name], since.levels[name]]
    const wordsOf = (step: Step) => {
      if (own[step] === old[step]) return their[step]
      if (their[step] === old[step]) return own[step]
      const isThere = `\n${their[step]}`.endsWith(`\n${own[step]}`)
      return isThere ? their[step] : `${their[step]}\n${own[step]}`.trim()
    }
    return {
      rating: own.rating === old.rating ? their.rating : own.rating,
      now: wordsOf('now'),
      next: wordsOf('next'),
      changed: wordsOf('changed'),
    }
  }
  return {
    service: mine.service === since.service ? theirs.service : mine.service,
    levels: {
      information: level('information'),
      consultation: level('consultation'),
      involvement: level('involvement'),
    },
  }
}

interface SheetsToMerge {
  theirs: OwnSheet
  mine: OwnSheet
  since: OwnSheet
}
