import { type Form, form } from './match.ts'
import type { TimescaleKind } from './reading.ts'

/** A timescale without a date. */
export interface State {
  kind: Exclude<TimescaleKind, 'point' | 'by' | 'from' | 'range' | 'recurring' | 'unread'>
  waitingFor?: string
  longTerm?: boolean
}

const LONG_TERM = '(?:[\\s/,(–-]{0,4}long[- ]?(?:er)?[- ]?term\\)?)'
const ONGOING =
  '(?:on[\\s–-]?going|continu(?:ous(?:ly)?|ing|al(?:ly)?|es?)|permanent(?:ly)?|in progress|under ?way|business as usual|core (?:business|work)|standing item|all (?:year|the time)(?: round)?|always|at all times|throughout(?: the)? (?:year|plan|strategy|programme|project|period|life)(?: (?:period|of the (?:plan|strategy)))?|(?:for the )?(?:life(?:time)?|duration) of (?:the |this )?(?:plan|strategy|project|programme))'
const SETTLE =
  '(?:agree|confirm|decide|advise|set|determine|propose|specify|arrange|schedule|establish|announce|identif|clarif|finalis|fix)'
const PHRASE = '([^,;.()\\n]{1,60}?)(?=\\s{0,4}(?:[,;.()\\n]|$))'

/** Names before "to agree" are recognised by their capitals, so case counts here. */
const NAME = "(?:[A-Z][A-Za-z’'&-]*)"
const WAITING: Form<State, unknown> = {
  pattern: new RegExp(
    `((?:${NAME}(?:\\s?/\\s?|\\s))(?:(?:${NAME}|and|of|for|the|&)(?:\\s?/\\s?|\\s)){0,5})to ${SETTLE}(?![a-z]*ed\\b)[a-z]*\\b`,
    'y',
  ),
  read: ([, name = '']) => ({ kind: 'tbc', waitingFor: name.trim() }),
}

/** "Ongoing", "As required", "Tbc", "GH to agree", "Completed", "asap". */
export const STATE_FORMS: readonly Form<State, unknown>[] = [
  form(`${ONGOING}(?![a-z])${LONG_TERM}`, () => ({ kind: 'ongoing', longTerm: true })),
  form(`${ONGOING}(?![a-z])`, () => ({ kind: 'ongoing' })),
  form(`long[- ]?(?:er)?[- ]?term(?:\\s?[/,–-]?\\s?on[- ]?going)?(?![a-z])`, () => ({
    kind: 'ongoing',
    longTerm: true,
  })),
  form(
    `(?:as (?:and )?when(?:ever)?|as|when(?:ever)?|where|if|upon|on)(?: (?:it is|they are|is|are))? (?:required|requested|requests?|necessary|appropriate|needed|need arises|demand|demanded|applicable|relevant|opportunit(?:y|ies) (?:arises?|allow)|they arise|and when)(?: (?:required|needed|necessary|appropriate))?\\b`,
    () => ({ kind: 'on-demand' }),
  ),
  form(
    '(?:as (?:and when )?(?:the )?(?:need|opportunit(?:y|ies)|vacanc(?:y|ies)) (?:arises?|occurs?)|as (?:and when )?they arise)\\b',
    () => ({
      kind: 'on-demand',
    }),
  ),
  form('(?:ad[- ]?hoc|reactive|responsive)\\b', () => ({ kind: 'on-demand' })),
  form('(?:t\\.?b\\.?[acd]|t/b/c)\\b\\.?(?!\\w)', () => ({ kind: 'tbc' })),
  form(
    `(?:dates?|timescales?|timings?)?\\s{0,4}(?:still |yet )?to be (?:agreed|confirmed|decided|advised|set|determined|arranged|scheduled|announced|identified|clarified|finalised|fixed|established)(?: (?:by|with) ((?:the )?[A-Z][^,;.()\\n]{1,60}))?(?![a-z])`,
    ([, name]) => (name === undefined ? { kind: 'tbc' } : { kind: 'tbc', waitingFor: name.trim() }),
  ),
  form(
    '(?:not (?:yet )?(?:known|agreed|set|decided|confirmed)|unknown|no date (?:yet|set)|date(?:s)? awaited|to follow)\\b',
    () => ({
      kind: 'tbc',
    }),
  ),
  form(
    `(?:awaiting|pending|subject to|depend(?:ent|ing|s)? (?:up)?on|conditional (?:up)?on|waiting (?:for|on)) ${PHRASE}`,
    ([, condition = '']) => ({ kind: 'tbc', waitingFor: condition }),
  ),
  WAITING,
  form(
    '(?:(?:now |already |all )?(?:completed|achieved|finished|done|closed|actioned|delivered|implemented))(?![a-z])(?!\\s{1,4}(?:by|within|before)\\b)',
    () => ({ kind: 'done' }),
  ),
  form('(?:(?:now |already )?(?:complete|in place))(?=\\s{0,4}(?:[,;.()\\n]|[-–—]\\s|$))', () => ({
    kind: 'done',
  })),
  form(
    '(?:a\\.?s\\.?a\\.?p\\b\\.?|as soon as (?:possible|practicable|practical)|immediate(?:ly)?|urgent(?:ly)?|straight ?away|right away|at once)(?![a-z])',
    () => ({
      kind: 'asap',
    }),
  ),
  form('(?:n/a|not applicable|none|no (?:timescale|deadline))(?![a-z])', () => ({ kind: 'none' })),
]

/** Marks and words that repeat what stands above. */
export const DITTO =
  /(?:(?:[“”"″〃]|''|,,)(?=\s|$)|(?:ditto|(?:same )?as (?:row )?above|same(?: as (?:previous|before))?|see above)(?![a-z]))/iy
