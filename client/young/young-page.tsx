import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { WHOLE_DOCUMENT } from '../../shared/comments/anchor.ts'
import type { Anchor } from '../../shared/comments/anchor.ts'
import type { Answer } from '../../shared/answers.ts'
import type { Thread } from '../../shared/comments/thread.ts'
import type { YoungItem, YoungReading, YoungSection } from '../../shared/consultations.ts'
import type { VotesResponse } from '../../shared/votes.ts'
import {
  askWord,
  countUnheard,
  hear,
  listAnswers,
  listVotes,
  readForPhone,
  vote,
} from '../api-asking.ts'
import { readApproval } from '../api-approval.ts'
import { findMe } from '../api-seats.ts'
import { CommentForm } from './comment-form.tsx'
import { Sheet } from './sheet.tsx'
import { Intro } from './intro.tsx'
import { ItemSheet } from './item-sheet.tsx'
import { keepReading, keptReading } from './kept-reading.ts'
import type { KeptReading } from './kept-reading.ts'
import { forgetPostings } from '../comments/forget-postings.ts'
import { LookSheet } from './look-sheet.tsx'
import { MyComments } from './my-comments.tsx'
import { openComments, useComments } from './open-comments.ts'
import { SectionScreen } from './section-screen.tsx'
import { WordsStrip } from './words-strip.tsx'
import { WorriedSheet } from './worried-sheet.tsx'

/** Where one is: the card, a section by its number, or one's own comments. */
type Place = 'intro' | 'mine' | number
type Over =
  | { is: 'item'; item: YoungItem | null }
  | { is: 'whole' }
  | { is: 'worried' }
  | { is: 'look' }
  | null

/** A document as a young person reads it: one section a screen, tap to say something. */
export function YoungPage({ documentId }: { documentId: string }) {
  const { reading, isOld, seat, problem } = useReading(documentId)
  if (reading === undefined || seat === null) return <Away problem={problem} />
  return <Reading key={seat} documentId={documentId} reading={reading} isOld={isOld} seat={seat} />
}

interface ReadingProps {
  documentId: string
  reading: YoungReading
  isOld: boolean
  /** Whose words wait here: nobody else's session sends them. */
  seat: string
}

function Reading({ documentId, reading, isOld, seat }: ReadingProps) {
  const [store] = useState(() => openComments({ documentId, seat }))
  const { state, threads, waiting, may } = useComments(store)
  const [answers, setAnswers] = useState<Answer[]>([])
  const [votes, setVotes] = useState<VotesResponse>({ mine: {}, counts: {} })
  const [place, setPlace] = useState<Place>('intro')
  const [over, setOver] = useState<Over>(null)
  const [people, setPeople] = useState(1)
  const [said, setSaid] = useState('')
  const [isErased, setErased] = useState(false)
  const [decideAt, setDecideAt] = useState<string | null>(null)
  const [unheard, setUnheard] = useState(0)

  useEffect(() => {
    listAnswers(documentId).then(setAnswers, () => undefined)
    listVotes(documentId).then(setVotes, () => undefined) // without a signal one sees none
    readApproval(documentId).then(
      ({ mine }) => setDecideAt(mine.length === 0 ? null : `/documents/${documentId}/approval`),
      () => undefined,
    )
    countUnheard(documentId).then(
      ({ answers: fresh }) => setUnheard(fresh),
      () => undefined,
    )
  }, [documentId])

  if (isErased) return <Erased />
  const section = typeof place === 'number' ? reading.sections[place] : undefined

  async function send(
    anchor: Anchor,
    words: { body: string; suggestion: string | null; mayQuote: boolean },
  ) {
    setOver(null)
    store.start({ anchor, visibility: 'visible', people, ...words })
    await store.refresh()
    const isWaiting = store.getView().waiting.length > 0
    setSaid(
      isWaiting
        ? 'Kept on this phone. It goes as soon as there is a signal.'
        : 'Thank you. Somebody checks it first, usually by tomorrow.',
    )
  }

  const readOwn = () => {
    setPlace('mine')
    setUnheard(0)
    void hear(documentId).catch(() => undefined) // told once more the next time
  }

  const sayVote = (item: string, given: Parameters<typeof vote>[1]['vote']) => {
    vote(documentId, { item, vote: given, people }).then(setVotes, (failure: Error) =>
      setSaid(failure.message),
    )
  }

  return (
    <div className="young">
      <header className="bar">
        <button type="button" className="plain-button" onClick={() => setPlace('intro')}>
          Start
        </button>
        <button type="button" className="plain-button" onClick={readOwn}>
          What I said
        </button>
        <button type="button" className="plain-button" onClick={() => setOver({ is: 'look' })}>
          Text size
        </button>
      </header>
      <Main key={String(place)}>
        {isOld && <p className="notice">No signal. This is how it was when you last had one.</p>}
        {said !== '' && <output className="notice">{said}</output>}
        <WordsStrip seat={seat} />
        {unheard > 0 && place !== 'mine' && (
          <p className="notice">
            {unheard === 1
              ? 'There is an answer to what you said.'
              : `There are ${unheard} answers to what you said.`}{' '}
            <button type="button" className="plain-button" onClick={readOwn}>
              Read {unheard === 1 ? 'it' : 'them'}
            </button>
          </p>
        )}
        {place === 'intro' && (
          <Intro
            reading={reading}
            decideAt={decideAt}
            onStart={() => setPlace(0)}
            onSay={state !== 'there' || may.comment ? () => setOver({ is: 'whole' }) : null}
          />
        )}
        {place === 'mine' && (
          <MyComments
            threads={threads}
            answers={answers}
            waiting={waiting}
            onRemove={(key) => store.discard(key)}
            onAppeal={(place) => {
              store.appeal(place).catch((failure: Error) => setSaid(failure.message))
            }}
            onErased={() => {
              for (const { request } of store.getView().waiting) store.discard(request.key)
              forgetPostings()
              setErased(true)
            }}
          />
        )}
        {section !== undefined && (
          <SectionScreen
            key={section.id}
            section={section}
            mine={countMine(threads)}
            onTap={(item) => {
              setSaid('')
              setOver({ is: 'item', item })
            }}
          />
        )}
      </Main>
      <nav className="steps" aria-label="Parts of the plan">
        {typeof place === 'number' && (
          <>
            <button
              type="button"
              className="choice"
              onClick={() => setPlace(place - 1 < 0 ? 'intro' : place - 1)}
            >
              Back
            </button>
            <span>
              {place + 1} of {reading.sections.length}
            </span>
            <button
              type="button"
              className="choice"
              onClick={() => setPlace(place + 1 < reading.sections.length ? place + 1 : 'mine')}
            >
              {place + 1 < reading.sections.length ? 'Next' : 'Finish'}
            </button>
          </>
        )}
      </nav>
      <footer className="worried">
        <button type="button" className="plain-button" onClick={() => setOver({ is: 'worried' })}>
          Something is wrong, or I’m worried
        </button>
      </footer>
      {over?.is === 'worried' && (
        <WorriedSheet documentId={documentId} onClose={() => setOver(null)} />
      )}
      {over?.is === 'whole' && (
        <Sheet title="What do you think of it?" onClose={() => setOver(null)}>
          <CommentForm
            label="What do you want to say?"
            submitLabel="Send"
            people={people}
            onPeople={setPeople}
            onSend={(body, mayQuote) =>
              void send(WHOLE_DOCUMENT, { body, suggestion: null, mayQuote })
            }
          />
        </Sheet>
      )}
      {over?.is === 'look' && <LookSheet onClose={() => setOver(null)} />}
      {over?.is === 'item' && section !== undefined && (
        <ItemSheet
          section={section}
          item={over.item}
          terms={reading.terms}
          vote={votes.mine[over.item?.id ?? section.id] ?? null}
          people={people}
          mayComment={state !== 'there' || may.comment}
          onPeople={setPeople}
          onVote={(given) => sayVote(over.item?.id ?? section.id, given)}
          onAskWord={(word) => void askWord(documentId, word).catch(() => undefined)}
          onSend={(words) =>
            void send(anchorOn(section, over.item, words.suggestion !== null), words)
          }
          onClose={() => setOver(null)}
        />
      )}
    </div>
  )
}

/** Each place begins at its top, and is read from there. */
function Main({ children }: { children: ReactNode }) {
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [])
  return (
    <main ref={main} tabIndex={-1}>
      {children}
    </main>
  )
}

/** The document and whose page this is; without a signal, what this tab had last. */
function useReading(documentId: string) {
  const [kept, setKept] = useState<KeptReading>()
  const [isOld, setOld] = useState(false)
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    Promise.all([readForPhone(documentId), findMe()]).then(
      ([reading, me]) => {
        const fresh = { reading, seat: me.seat?.id ?? '' }
        keepReading(fresh)
        setKept(fresh)
        setOld(false)
        document.title = `${reading.consultation?.title ?? reading.title} – Folkmoot`
      },
      (failure: Error) => {
        const last = keptReading(documentId, failure)
        if (last === null) setProblem(failure.message)
        else {
          setKept(last)
          setOld(true)
        }
      },
    )
  }, [documentId])
  return { reading: kept?.reading, seat: kept?.seat ?? null, isOld, problem }
}

function Away({ problem }: { problem: string | undefined }) {
  if (problem === undefined) return <p className="young-waiting">Opening …</p>
  return (
    <main className="young-waiting">
      <h1>This did not open</h1>
      <p role="alert">{problem}</p>
      <p>
        <a href="/join">Come in with a code</a>
      </p>
    </main>
  )
}

function Erased() {
  return (
    <main className="young-waiting">
      <h1>Your words are out</h1>
      <output>What you said is gone from here. Thank you for having said it.</output>
      <p>
        <a href="/join">Come in with a code</a>
      </p>
    </main>
  )
}

/** Other words can be suggested for a cell, not for a whole row. */
function anchorOn(section: YoungSection, item: YoungItem | null, isSuggestion: boolean): Anchor {
  if (item === null) {
    return section.heading === ''
      ? WHOLE_DOCUMENT
      : { ...WHOLE_DOCUMENT, on: 'section', block: section.id, quote: section.heading }
  }
  const quote = item.text.slice(0, 2000)
  if (item.is === 'row' && item.column !== null && isSuggestion) {
    return { ...WHOLE_DOCUMENT, on: 'cell', row: item.id, column: item.column, quote }
  }
  return item.is === 'row'
    ? { ...WHOLE_DOCUMENT, on: 'row', row: item.id, quote }
    : { ...WHOLE_DOCUMENT, on: 'block', block: item.id, quote }
}

function countMine(threads: readonly Thread[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { anchor, comments } of threads) {
    const place = anchor.row ?? anchor.block
    if (place === null || !comments.some(({ isMine }) => isMine)) continue
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return counts
}
