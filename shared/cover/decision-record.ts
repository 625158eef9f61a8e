import { DECISIONS, VERBS } from '../approval.ts'
import type { ApprovalRoute, ApprovalStep } from '../approval.ts'
import type { DocumentJson, NodeJson } from '../schema/document-json.ts'
import { bold, document, h, p, pageHeader } from '../templates/blocks.ts'
import type { BoundVersion, RecommendationDecision, ReportOnItsWay } from './cover-report.ts'
import { dayInPlainWords } from './days.ts'

export interface Decided {
  about: BoundVersion
  route: ApprovalRoute
  reports: readonly ReportOnItsWay[]
  decisions: readonly RecommendationDecision[]
}

/** What was decided about a version, body by body and recommendation by recommendation. */
export function buildDecisionRecord({ about, route, reports, decisions }: Decided): DocumentJson {
  return document(
    pageHeader({ stage: 'Record of decisions', version: about.number }),
    h(1, `Decisions about ${about.title}`),
    p(bold('Version: '), `${about.label}, dated ${dayInPlainWords(about.date)}`),
    p(bold('Fingerprint of the text (SHA-256): '), about.hash),
    ...reports.flatMap(({ submission }) => (submission === null ? [] : [reportLine(submission)])),
    ...route.steps.flatMap((step) => [
      h(2, `${step.body}: ${VERBS[step.verb].toLowerCase()}`),
      ...ofStep(step),
      ...ofRecommendations(decisions.filter((each) => each.step.id === step.id)),
    ]),
  )
}

function reportLine({ title, number, hash }: { title: string; number: string; hash: string }) {
  return p(bold('Cover report: '), `${title}, version ${number}, fingerprint ${hash}`)
}

function ofStep({ decisions, due }: ApprovalStep): NodeJson[] {
  if (decisions.length === 0) return [p(`Not decided yet, due ${dayInPlainWords(due)}.`)]
  return decisions.map(({ outcome, at, by, minute, reason }) =>
    p(
      bold('On the whole: '),
      [
        `${DECISIONS[outcome]} on ${dayInPlainWords(at)}, entered by ${by.name}`,
        ...(minute === '' ? [] : [`minute ${minute}`]),
      ].join(', '),
      reason === '' ? '.' : `. ${reason}`,
    ),
  )
}

function ofRecommendations(decisions: readonly RecommendationDecision[]): NodeJson[] {
  return decisions.flatMap((each) => {
    const { recommendation, outcome, amended, reason, alternatives, minute, at, by } = each
    const made = [dayInPlainWords(at), `entered by ${by.name}`]
    if (minute !== '') made.push(`minute ${minute}`)
    return [
      h(3, `${recommendation.number} ${DECISIONS[outcome]}`),
      p(inOneLine(recommendation.words)),
      ...labelled('It now reads', amended),
      ...labelled('Reason', reason),
      ...labelled('Alternatives considered', alternatives),
      ...labelled('Decided', made.join(', ')),
    ]
  })
}

function labelled(label: string, words: string): NodeJson[] {
  return words === '' ? [] : [p(bold(`${label}: `), inOneLine(words))]
}

function inOneLine(words: string): string {
  return words.replace(/\s*\n\s*/g, ' ')
}
