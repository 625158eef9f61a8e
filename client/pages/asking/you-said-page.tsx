import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import {
  OUTCOME_WORDS,
  REASON_WORDS,
  VOICES,
  VOICE_OF_ONE,
  VOICE_WORDS,
  voicesInWords,
} from '../../../shared/answer-words.ts'
import type { Voice } from '../../../shared/answer-words.ts'
import type { YouSaidResponse } from '../../../shared/answers.ts'
import { readYouSaid } from '../../api-asking.ts'
import { youSaidFile } from '../../api-whats-changed.ts'
import { Button } from '../../components/button.tsx'
import { ChangedWords } from '../../components/changed-words.tsx'
import { Chip } from '../../components/chip.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { askedAddress } from '../versions/sides.ts'
import { useSeat } from '../enter/seat.ts'
import { PersonMenu } from '../enter/person-menu.tsx'
import './asking-page.css'

/** What people said, what was done, and the changed words; made to be printed as well. */
export function YouSaidPage({ documentId }: { documentId: string }) {
  const [said, setSaid] = useState<YouSaidResponse>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    readYouSaid(documentId).then(setSaid, (failure: Error) => setProblem(failure.message))
  }, [documentId])
  return (
    <>
      <TopBar
        where={<Link href={`/documents/${documentId}`}>{said?.title ?? 'You said, we did'}</Link>}
        menu={<PersonMenu />}
      />
      <MainPart title={`You said, we did – ${said?.title ?? ''}`} className="sheet asking">
        <h1>You said, we did</h1>
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        {said === undefined && problem === undefined && <Waiting words="Looking up…" lines={6} />}
        {said !== undefined && <Told documentId={documentId} said={said} />}
      </MainPart>
    </>
  )
}

type Entry = YouSaidResponse['sections'][number]['entries'][number]

/** The changed words, the place in the text and the version they stand in. */
function Change({
  documentId,
  place,
  before,
  after,
  version,
}: NonNullable<Entry['change']> & { documentId: string }) {
  return (
    <>
      <p>
        <ChangedWords before={before} after={after} />
      </p>
      <p className="you-said-links">
        {place !== null && <Link href={askedAddress(documentId, place)}>In the text</Link>}
        {version !== null && (
          <Link href={`/documents/${documentId}/versions?show=${version.id}`}>{version.label}</Link>
        )}
      </p>
    </>
  )
}

interface HeardProps {
  voice: Voice
  groups: YouSaidResponse['groups']
}

/** The groups of one voice, beside those of the others and never added to them. */
function Heard({ voice, groups }: HeardProps) {
  const own = groups.filter((group) => group.voice === voice)
  if (own.length === 0) return null
  return (
    <div>
      <h3>{VOICE_WORDS[voice]}</h3>
      <ul>
        {own.map(({ name, people, comments }) => (
          <li key={name}>
            {name === '' ? 'Without a group' : name}:{' '}
            {people === null
              ? 'the number is not told, so that nobody can be told apart'
              : `${people} people, ${comments === 1 ? '1 comment' : `${comments} comments`}`}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What young people and what their parents and carers said: they need not want the same. */
function SideBySide({ said }: { said: YouSaidResponse }) {
  const saidBy = (voice: Voice, entries: readonly Entry[]) =>
    entries.filter(({ voices }) => voices.some((each) => each.voice === voice))
  const all = said.sections.flatMap(({ entries }) => entries)
  const sides: Voice[] = ['young', 'parents']
  if (sides.some((voice) => saidBy(voice, all).length === 0)) return null
  return (
    <section className="asking-section">
      <h2>Side by side</h2>
      {said.sections.map(({ heading, entries }) => (
        <div key={heading} className="voices">
          {sides.map((voice) => (
            <div key={voice}>
              <h3>
                {VOICE_WORDS[voice]}
                <span className="asking-by"> {heading === '' ? 'on everything' : heading}</span>
              </h3>
              {saidBy(voice, entries).length === 0 && <p className="asking-by">Nothing here.</p>}
              <ul>
                {saidBy(voice, entries).map(({ answer, said: words, outcome }) => (
                  <li key={answer}>
                    {words} <Chip>{OUTCOME_WORDS[outcome]}</Chip>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      ))}
    </section>
  )
}

/** #answer-… leads to one answer: it is there only once the page has it. */
function useAnswerInAddress(): void {
  useEffect(() => {
    const id = decodeURIComponent(location.hash.slice(1))
    const element = id === '' ? null : document.getElementById(id)
    element?.scrollIntoView({ block: 'center' })
    element?.focus({ preventScroll: true })
  }, [])
}

function Told({ documentId, said }: { documentId: string; said: YouSaidResponse }) {
  const { seat } = useSeat()
  useAnswerInAddress()
  return (
    <>
      <p className="lead">
        {said.title}.{' '}
        {said.daysToAnswer !== null &&
          `Half of the answers came within ${said.daysToAnswer <= 1 ? 'a day' : `${said.daysToAnswer} days`}. `}
        {said.unanswered > 0 &&
          (said.unanswered === 1
            ? '1 comment is still without an answer.'
            : `${said.unanswered} comments are still without an answer.`)}
      </p>
      {said.wentOn.map(({ title, count, reason }) => (
        <p key={title}>
          “{title}” ended with {count === 1 ? '1 comment' : `${count} comments`} without an answer.
          Why: {reason}
        </p>
      ))}
      <div className="asking-actions print-hidden">
        <Button onPress={() => print()}>Print</Button>
        {seat.operations.includes('exportDocument') && (
          <>
            <a className="asking-file" href={youSaidFile(documentId, 'docx')}>
              Word file
            </a>
            <a className="asking-file" href={youSaidFile(documentId, 'pdf')}>
              PDF
            </a>
          </>
        )}
        <Link className="asking-file" href={`/documents/${documentId}/whats-changed`}>
          What’s Changed
        </Link>
      </div>
      {said.sections.length === 0 && <p>No answers yet.</p>}
      <SideBySide said={said} />
      {said.sections.map(({ heading, entries }) => (
        <section key={heading} className="asking-section">
          <h2>{heading === '' ? 'The whole document' : heading}</h2>
          {entries.map((entry) => (
            <dl key={entry.answer} id={`answer-${entry.answer}`} tabIndex={-1} className="you-said">
              <div>
                <dt>You said</dt>
                <dd>
                  {entry.said}
                  <p className="asking-by">{voicesInWords(entry.voices)}</p>
                  {entry.quotes.map(({ voice, words }) => (
                    <blockquote key={words}>
                      <p>“{words}”</p>
                      <p className="asking-by">{VOICE_OF_ONE[voice]}</p>
                    </blockquote>
                  ))}
                </dd>
              </div>
              <div>
                <dt>{OUTCOME_WORDS[entry.outcome]}</dt>
                <dd>
                  {entry.words}
                  {entry.reason !== null && <p>Why: {REASON_WORDS[entry.reason]}.</p>}
                  {entry.passedTo !== '' && <p>Passed on to {entry.passedTo}.</p>}
                  {entry.change !== null && <Change documentId={documentId} {...entry.change} />}
                </dd>
              </div>
            </dl>
          ))}
        </section>
      ))}
      {said.groups.length > 0 && (
        <section className="asking-section">
          <h2>Who we heard from</h2>
          <div className="voices">
            {VOICES.map((voice) => (
              <Heard key={voice} voice={voice} groups={said.groups} />
            ))}
          </div>
        </section>
      )}
    </>
  )
}
