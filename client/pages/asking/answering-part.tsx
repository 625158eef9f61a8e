import { useState } from 'react'
import type { FormEvent } from 'react'
import { OUTCOMES, OUTCOME_WORDS, REASONS, REASON_WORDS } from '../../../shared/answer-words.ts'
import type { Outcome, ReasonKind } from '../../../shared/answer-words.ts'
import type { GiveAnswerRequest } from '../../../shared/answers.ts'
import type { Thread } from '../../../shared/comments/thread.ts'
import type { ChangeOffer } from '../../../shared/golden-thread.ts'
import { readabilityOf } from '../../../shared/plain-words.ts'
import { giveAnswer } from '../../api-asking.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { TextField } from '../../components/text-field.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { ChangePicker } from './change-picker.tsx'
import { openThreads } from './open-threads.ts'
import type { Asking } from './use-asking.ts'

export interface AnsweringPartProps {
  asking: Asking
  onChange: () => void
}

/** Comments without an answer; one answer reaches all that are chosen. */
export function AnsweringPart({ asking, onChange }: AnsweringPartProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [sought, setSought] = useState('')
  const { unanswered } = openThreads(asking.threads.threads)
  const people = unanswered
    .filter(({ id }) => chosen.has(id))
    .reduce((sum, thread) => sum + thread.people, 0)
  const shown = unanswered.filter((thread) => chosen.has(thread.id) || isAbout(thread, sought))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  if (unanswered.length === 0) {
    return <p className="lead">Every comment has an answer.</p>
  }
  return (
    <section className="asking-section" aria-label="Comments to answer">
      <p>
        {unanswered.length === 1
          ? '1 comment is without an answer.'
          : `${unanswered.length} comments are without an answer.`}{' '}
        Choose those that say the same, then answer them together.
      </p>
      <div className="asking-days">
        <TextField label="Find in the comments" value={sought} onChange={setSought} />
        <Button
          isDisabled={sought.trim() === '' || shown.length === 0}
          onPress={() => {
            setChosen(new Set(shown.map(({ id }) => id)))
            setSought('')
          }}
        >
          {shown.length === 1 ? 'Choose 1 comment' : `Choose ${shown.length} comments`}
        </Button>
      </div>
      <div className="asking-answering">
        <ul className="asking-list">
          {shown.map((thread) => (
            <li key={thread.id} className="asking-entry">
              <label className="asking-choose">
                <input
                  type="checkbox"
                  checked={chosen.has(thread.id)}
                  onChange={() => toggle(thread.id)}
                />
                <span>
                  {sayOf(thread)}
                  <span className="asking-by">
                    {' '}
                    {thread.voice.group?.name ?? thread.comments[0]?.author.name}
                    {thread.people > 1 && `, ${thread.people} people`}
                    {thread.anchor.quote !== '' && `, about “${thread.anchor.quote.slice(0, 80)}”`}
                  </span>
                </span>
              </label>
            </li>
          ))}
        </ul>
        {chosen.size > 0 && (
          <AnswerForm
            key={asking.answers.length}
            asking={asking}
            threads={[...chosen]}
            quotable={unanswered.filter(({ id, mayQuote }) => mayQuote && chosen.has(id))}
            people={people}
            onDone={() => {
              setChosen(new Set())
              onChange()
            }}
          />
        )}
      </div>
    </section>
  )
}

interface AnswerFormProps {
  asking: Asking
  threads: string[]
  /** Those whose people agreed to be quoted. */
  quotable: readonly Thread[]
  people: number
  onDone: () => void
}

function AnswerForm({ asking, threads, quotable, people, onDone }: AnswerFormProps) {
  const [said, setSaid] = useState('')
  const [theme, setTheme] = useState('')
  const [outcome, setOutcome] = useState<Outcome>('changed')
  const [words, setWords] = useState('')
  const [reason, setReason] = useState<ReasonKind>('money')
  const [passedTo, setPassedTo] = useState('')
  const [picked, setPicked] = useState<ChangeOffer | 'elsewhere' | null>(null)
  const [before, setBefore] = useState('')
  const [after, setAfter] = useState('')
  const [quotes, setQuotes] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const hasChange = outcome === 'changed' || outcome === 'partly'
  const hasReason = outcome === 'cannot' || outcome === 'partly'
  const { wordsPerSentence, long } = readabilityOf(words)

  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    setProblem(undefined)
    try {
      await giveAnswer(asking.document.id, {
        threads,
        said,
        theme,
        outcome,
        words,
        reason: hasReason ? reason : null,
        passedTo: outcome === 'passed' ? passedTo : '',
        quotes: quotes.filter((id) => threads.includes(id)),
        change: hasChange ? changeOf(picked, { before, after }) : null,
      })
      showToast({ words: 'The answer is beside each of these comments.' })
      onDone()
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure))
      setPending(false)
    }
  }
  return (
    <form className="asking-form asking-answer" onSubmit={handleSubmit}>
      <h2>{people === 1 ? 'Answer 1 person' : `Answer ${people} people`}</h2>
      <TextArea
        label="You said"
        description="In a few words, without names: everybody reads this."
        value={said}
        onChange={setSaid}
        maxLength={500}
        rows={2}
      />
      {quotable.map((thread) => (
        <Checkbox
          key={thread.id}
          isChecked={quotes.includes(thread.id)}
          onChange={(isQuoted) =>
            setQuotes(
              isQuoted ? [...quotes, thread.id] : quotes.filter((each) => each !== thread.id),
            )
          }
        >
          Quote, without a name: “{thread.comments[0]?.body}”
        </Checkbox>
      ))}
      <TextField label="Theme" value={theme} onChange={setTheme} maxLength={80} />
      <SelectField
        label="What becomes of it"
        value={outcome}
        choices={OUTCOMES.map((value) => ({ value, label: OUTCOME_WORDS[value] }))}
        onChange={setOutcome}
      />
      {hasReason && (
        <SelectField
          label="Why"
          value={reason}
          choices={REASONS.map((value) => ({ value, label: REASON_WORDS[value] }))}
          onChange={setReason}
        />
      )}
      {outcome === 'passed' && (
        <TextField label="Passed on to" value={passedTo} onChange={setPassedTo} maxLength={200} />
      )}
      {hasChange && (
        <ChangePicker
          documentId={asking.document.id}
          threads={threads}
          chosen={picked}
          onChoose={setPicked}
        />
      )}
      {hasChange && picked === 'elsewhere' && (
        <>
          <TextArea
            label="How it was"
            value={before}
            onChange={setBefore}
            maxLength={2000}
            rows={2}
          />
          <TextArea
            label="How it is now"
            value={after}
            onChange={setAfter}
            maxLength={2000}
            rows={2}
          />
        </>
      )}
      <TextArea label="We did" value={words} onChange={setWords} rows={4} maxLength={2000} />
      <output className="asking-by">
        {words !== '' && `${wordsPerSentence} words a sentence.`}
        {long.length > 0 && ` This one is long: “${long[0] ?? ''}”`}
      </output>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <div className="asking-actions">
        <Button type="submit" kind="primary" isPending={isPending}>
          Give this answer
        </Button>
      </div>
    </form>
  )
}

/** Of what was picked the words as they stand: nobody types them again. */
function changeOf(
  picked: ChangeOffer | 'elsewhere' | null,
  typed: { before: string; after: string },
): GiveAnswerRequest['change'] {
  if (picked === null) return null
  if (picked === 'elsewhere') {
    return typed.after === '' ? null : { place: null, ...typed, version: null }
  }
  const { place, since, before, after, version } = picked
  return { place, since, before, after, version: version?.id ?? null }
}

/** What is chosen stays in sight whatever is sought. */
function isAbout(thread: Thread, sought: string): boolean {
  const words = `${sayOf(thread)} ${thread.anchor.quote}`.toLowerCase()
  return words.includes(sought.trim().toLowerCase())
}

function sayOf({ comments, suggestion }: Thread): string {
  const body = comments[0]?.body ?? ''
  return [body, suggestion === null ? '' : `Suggests: ${suggestion.words}`]
    .filter((each) => each !== '')
    .join(' · ')
}
