import { Node } from '@tiptap/pm/model'
import type { Anchor } from '../../shared/comments/anchor.ts'
import { WHOLE_DOCUMENT } from '../../shared/comments/anchor.ts'
import type { Role, Seat } from '../../shared/access.ts'
import type { DocumentKind } from '../../shared/api.ts'
import type { Stage } from '../../shared/versions.ts'
import { giveAnswer } from './answers.ts'
import { startRoute } from './approval.ts'
import { startConsultation } from './consultations.ts'
import type { Context } from './context.ts'
import { updateProgress } from './delivery.ts'
import { readActions } from './plan-rows.ts'
import { moderateComment } from './thread-comments.ts'
import { startThread } from './threads.ts'
import { makeVersion } from './versions.ts'

/**
 * What has happened with the demo documents before somebody looks at them: drafts that were frozen,
 * young people who said something and heard back, actions that are late. Made by the same functions
 * that serve everybody, on days that lie behind.
 */

export interface ToldDocument {
  id: string
  /** The text it began with. */
  body: Node
}

/** Words that were changed since, as the text has them now and as they were. */
interface Redrafted {
  now: string
  before: string
}

/** In the strategy, after somebody asked for it. */
const YOUNG_CARERS: Redrafted = {
  now: 'Nobody speaks for children under eight, for young carers, or for the ',
  before: 'Nobody speaks for children under eight or for the ',
}

/** In the action plan, between two versions. */
const SIX_WEEKS: Redrafted = {
  now: 'Report to the working group what is older than six weeks',
  before: 'Report to the working group what is older than three months',
}

const OFFICER = person('petra', { name: 'Petra Wick', colour: 3, role: 'officer' })
const PARTNER = person('dilys', { name: 'Dilys Roan', colour: 5, role: 'editor' })
const OTTER = young('Otter', 7)
const KESTREL = young('Kestrel', 8)
const HARE = young('Hare', 2)

/** What happened with documents of a kind, and the words that were others at first. */
export interface Story {
  redrafted: Redrafted
  tell(ctx: Context, document: ToldDocument): Promise<void>
}

export const STORIES: Partial<Record<DocumentKind, Story>> = {
  strategy: { redrafted: YOUNG_CARERS, tell: tellStrategy },
  actionPlan: { redrafted: SIX_WEEKS, tell: tellPlan },
}

/** A consultation that is open: three young people, one answer, one comment that waits. */
async function tellStrategy(ctx: Context, { id, body }: ToldDocument): Promise<void> {
  await freeze(at(ctx, 30), id, { stage: 'working', number: '1.3', note: 'For the working group' })
  await startConsultation(at(ctx, 20), id, {
    title: 'Heard in Merrowdale: is this right?',
    about: 'How we listen to children, young people, parents and carers until 2029.',
    level: 'consultation',
    canChange: 'Every sentence, and what is missing.',
    cannotChange: 'The money for the first year.',
    because: 'The council decided it in its budget.',
    minutes: 10,
    opensOn: dayOf(at(ctx, 20)),
    closesOn: dayOf(at(ctx, -10)),
    hearBackOn: dayOf(at(ctx, -40)),
    fixed: [],
    plain: [],
    groups: [],
  })
  const missing = blockWith(body, 'Nobody speaks for')
  const survey = blockWith(body, 'forty questions')
  const carers = await say(at(ctx, 18, OTTER), id, {
    anchor: missing,
    body: 'What about young carers? I look after my mum and nobody has ever asked me anything.',
    people: 3,
  })
  const shorter = await say(at(ctx, 15, KESTREL), id, {
    anchor: survey,
    body: 'Forty is too many. We stop at question six.',
    people: 12,
  })
  await say(at(ctx, 1, HARE), id, {
    anchor: WHOLE_DOCUMENT,
    body: 'Who reads this? Please say it at the top.',
    people: 1,
  })
  await startThread(at(ctx, 14, PARTNER), id, {
    key: 'demo-the-foundation-asks',
    anchor: survey,
    visibility: 'internal',
    body: 'The foundation could pay for a shorter survey. Shall I ask?',
  })
  for (const thread of [carers, shorter]) {
    const place = { documentId: id, threadId: thread, commentId: thread }
    await moderateComment(at(ctx, 13), place, { moderation: 'shown' })
  }
  await redraft(at(ctx, 8), id, YOUNG_CARERS)
  const heard = await freeze(at(ctx, 7), id, {
    stage: 'consultation',
    number: '1.4',
    note: 'With what young carers said',
  })
  await giveAnswer(at(ctx, 6), id, {
    threads: [carers],
    said: 'Nobody asks young carers.',
    theme: 'Young carers',
    outcome: 'changed',
    words: 'You are right. The strategy now says that nobody speaks for young carers yet.',
    reason: null,
    passedTo: '',
    quotes: [],
    change: {
      place: missing.block,
      since: null,
      before: missing.quote,
      after: missing.quote.replace(YOUNG_CARERS.before, YOUNG_CARERS.now),
      version: heard.id,
    },
  })
}

/** A plan that is on its way to the board, with actions that are done, on time and late. */
async function tellPlan(ctx: Context, { id }: ToldDocument): Promise<void> {
  await freeze(at(ctx, 25), id, { stage: 'consultation', number: '2.1', note: 'For the partners' })
  await redraft(at(ctx, 12), id, SIX_WEEKS)
  const version = await freeze(at(ctx, 10), id, {
    stage: 'final',
    number: '2.2',
    note: 'Late answers are now noticed after six weeks, as the forum asked',
  })
  const rows = await readActions(ctx, id)
  for (const [index, { status, note }] of PROGRESS.entries()) {
    const row = rows[index]
    if (row !== undefined) {
      await updateProgress(at(ctx, 9 - index), { id, row: row.id }, { status, note })
    }
  }
  await startRoute(at(ctx, 5), id, {
    version: version.id,
    hash: version.hash,
    steps: [
      {
        body: 'Merrowdale Youth Forum',
        verb: 'endorse',
        due: dayOf(at(ctx, -9)),
        isInOwnWords: true,
      },
      {
        body: 'Merrowdale Partnership Board',
        verb: 'approve',
        due: dayOf(at(ctx, -23)),
        meeting: dayOf(at(ctx, -23)),
      },
    ],
    unansweredReason: '',
  })
}

const PROGRESS = [
  { status: 'onTrack', note: 'The form is agreed; two members of the forum wrote it with us.' },
  { status: 'atRisk', note: 'The page is there. Three services have not sent their answers.' },
  { status: 'offTrack', note: 'Nobody has written the report since June.' },
  { status: 'done', note: 'Collected by theme, with help from six students.' },
]

interface Label {
  stage: Stage
  number: string
  note: string
}

function freeze(ctx: Context, id: string, label: Label) {
  return makeVersion(ctx, id, { ...label, date: dayOf(ctx) })
}

async function say(
  ctx: Context,
  documentId: string,
  { anchor, body, people }: { anchor: Anchor; body: string; people: number },
): Promise<string> {
  const key = `demo-${ctx.seat.id}-says-this`
  const { id } = await startThread(ctx, documentId, {
    key,
    anchor,
    visibility: 'visible',
    body,
    people,
  })
  return id
}

async function redraft(ctx: Context, id: string, { now, before }: Redrafted): Promise<void> {
  await ctx.live.edit(id, (body) =>
    Node.fromJSON(body.type.schema, reword(body.toJSON() as object, before, now)),
  )
}

/** The JSON of a text with other words in one place. */
export function reword<Body extends object>(body: Body, from: string, to: string): Body {
  const inJson = (words: string) => JSON.stringify(words).slice(1, -1)
  return JSON.parse(JSON.stringify(body).replace(inJson(from), inJson(to))) as Body // of one form
}

function blockWith(body: Node, words: string): Anchor {
  let anchor = WHOLE_DOCUMENT
  body.descendants((node) => {
    if (!node.isTextblock || !node.textContent.includes(words)) return true
    anchor = {
      ...WHOLE_DOCUMENT,
      on: 'block',
      block: String(node.attrs['id']),
      quote: node.textContent,
    }
    return false
  })
  return anchor
}

/** So many days ago, or ahead where it is below zero. */
export function at(ctx: Context, days: number, seat: Seat = OFFICER): Context {
  const time = ctx.now().getTime() - days * 24 * 60 * 60_000
  return { ...ctx, seat, now: () => new Date(time) }
}

function dayOf(ctx: Context): string {
  return ctx.now().toISOString().slice(0, 10)
}

function person(id: string, about: { name: string; colour: number; role: Role }): Seat {
  return { id: `demo-${id}`, ...about }
}

function young(name: string, colour: number): Seat {
  const group = { id: 'demo-forum', name: 'Merrowdale Youth Forum' }
  return { ...person(name.toLowerCase(), { name, colour, role: 'young' }), group }
}
