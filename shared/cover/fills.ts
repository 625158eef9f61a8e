import type { Node } from '@tiptap/pm/model'
import { OUTCOME_WORDS, REASON_WORDS, VOICE_WORDS, voicesInWords } from '../answer-words.ts'
import type { YouSaidResponse } from '../answers.ts'
import type { Consultation } from '../consultations.ts'
import { hasWords, plansOf, rowsOfPlan, wordsIn } from '../reading/plan.ts'
import type { Plan } from '../reading/plan.ts'
import type { NodeJson } from '../schema/document-json.ts'
import { bold, p, table } from '../templates/blocks.ts'
import type { Inline } from '../templates/blocks.ts'
import { aboutLine } from './build-report.ts'
import type { BoundVersion } from './cover-report.ts'
import { dayInPlainWords } from './days.ts'
import type { Fill } from './fill-report.ts'
import { ABOUT_ID, CHANGED_ID } from './part-ids.ts'

const MOST_ANSWERS = 200

export interface Sources {
  about: BoundVersion
  /** The text of that version. */
  body: Node
  /** What changed since the version before, in words; null where there is none. */
  changed: { since: string; lines: readonly string[] } | null
  consultations: readonly Consultation[]
  said: YouSaidResponse
}

/** What a report draws from elsewhere: its version, the consultations and answers, the plan. */
export function drawFills({ about, body, changed, consultations, said }: Sources): Fill[] {
  return [
    { id: ABOUT_ID, part: 'purpose', block: aboutLine(about) },
    ...(changed === null
      ? []
      : [{ id: CHANGED_ID, part: 'background', block: changesInWords(changed) }]),
    ...voices(consultations, said).map((fill) => ({ ...fill, part: 'voices' })),
    ...resources(body).map((fill) => ({ ...fill, part: 'resources' })),
  ]
}

function changesInWords({ since, lines }: NonNullable<Sources['changed']>): NodeJson {
  const words = lines.length === 0 ? 'the text says the same' : lines.join(', ')
  return p(bold(`Changed since version ${since}: `), `${words}.`)
}

type PartFill = Omit<Fill, 'part'>

function voices(consultations: readonly Consultation[], said: YouSaidResponse): PartFill[] {
  const entries = said.sections.flatMap((section) => section.entries).slice(0, MOST_ANSWERS)
  return [
    ...consultations
      .filter(({ state }) => state !== 'planned')
      .toReversed()
      .map((each) => ({ id: `fill-asked-${each.id}`, block: asked(each) })),
    ...(said.groups.length === 0 ? [] : [{ id: 'fill-heard', block: heard(said) }]),
    ...entries.map((entry) => ({ id: `fill-said-${entry.answer}`, block: answered(entry) })),
    ...(said.unanswered === 0 ? [] : [{ id: 'fill-unanswered', block: unanswered(said) }]),
  ]
}

function asked({ title, opensOn, closesOn, canChange }: Consultation): NodeJson {
  const days = `from ${dayInPlainWords(opensOn)} to ${dayInPlainWords(closesOn)}`
  return p(bold('We asked: '), `${title}, ${days}. What people could change: ${whole(canChange)}`)
}

function heard({ groups }: YouSaidResponse): NodeJson {
  const each = groups.map(({ voice, name, people, comments }) => {
    const count = people === null ? 'a number that is not told' : `${people} people`
    const said =
      comments === null ? '' : `, ${comments === 1 ? '1 comment' : `${comments} comments`}`
    return `${name === '' ? VOICE_WORDS[voice] : name} (${count}${said})`
  })
  return p(bold('Who we heard from: '), `${each.join('; ')}.`)
}

type Entry = YouSaidResponse['sections'][number]['entries'][number]

function answered({ said, voices, outcome, words, reason, passedTo, change }: Entry): NodeJson {
  const line: Inline[] = [
    bold('You said: '),
    `${whole(said)} ${saidBy(voices)}`,
    bold(outcome === 'cannot' ? 'We can’t: ' : `${OUTCOME_WORDS[outcome]}: `),
    whole(words),
  ]
  if (reason !== null) line.push(` Why: ${REASON_WORDS[reason]}.`)
  if (passedTo !== '') line.push(` Passed on to ${passedTo}.`)
  if (change !== null && change.after !== '') line.push(` It now says “${change.after}”.`)
  return p(...line)
}

function saidBy(voices: Entry['voices']): string {
  return voices.length === 0 ? '' : `(${voicesInWords(voices)}) `
}

function unanswered({ unanswered: count }: YouSaidResponse): NodeJson {
  return p(count === 1 ? '1 comment has no answer yet.' : `${count} comments have no answer yet.`)
}

/** The actions that say what they take or what could go wrong, as a table. */
function resources(body: Node): PartFill[] {
  const rows = plansOf(body).flatMap(needsOf)
  if (rows.length === 0) return []
  return [{ id: 'fill-resources', block: table(['Action', 'Resources', 'Risks'], ...rows) }]
}

function needsOf(plan: Plan): string[][] {
  const rows = rowsOfPlan(plan)
  const keysOf = (...kinds: string[]) =>
    plan.columns.filter(({ kind }) => kinds.includes(kind)).map(({ key }) => key)
  const [resource, risk, names] = [
    keysOf('resources'),
    keysOf('risk'),
    keysOf('actions', 'objective'),
  ]
  const wordsOf = (index: number, keys: readonly string[]) =>
    keys
      .map((key) => wordsIn(rows, index, key))
      .filter(hasWords)
      .join('; ')
      .replace(/\s*\n\s*/g, '; ')
  return rows.flatMap((_row, index) => {
    const [takes, risks] = [wordsOf(index, resource), wordsOf(index, risk)]
    if (takes === '' && risks === '') return []
    return [[names.map((key) => wordsOf(index, [key])).find(Boolean) ?? '', takes, risks]]
  })
}

/** Ends in a full stop. */
function whole(words: string): string {
  const trimmed = words.trim()
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
