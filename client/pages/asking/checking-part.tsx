import { useEffect, useRef, useState } from 'react'
import type { Comment, Thread } from '../../../shared/comments/thread.ts'
import type { ModerateRequest } from '../../../shared/comments/thread.ts'
import { RULES, RULE_WORDS } from '../../../shared/safety/rules.ts'
import type { Rule } from '../../../shared/safety/rules.ts'
import { findPersonalData } from '../../../shared/safety/personal-data.ts'
import { reportConcern } from '../../api-safety.ts'
import { commentsApi } from '../../api-comments.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { Chip } from '../../components/chip.tsx'
import { showToast } from '../../components/toast.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TakeOutDialog } from '../../safety/take-out-dialog.tsx'
import { newKey } from '../../comments/keys.ts'
import { openThreads } from './open-threads.ts'

export interface CheckingPartProps {
  documentId: string
  threads: readonly Thread[]
  onChange: () => void
}

/** Comments that wait to be checked, with what may give somebody away marked. */
export function CheckingPart({ documentId, threads, onChange }: CheckingPartProps) {
  const { held } = openThreads(threads)
  if (held.length === 0) return <p className="lead">Nothing waits to be checked.</p>
  return (
    <ul className="asking-list" aria-label="Comments to check">
      {held.map(({ thread, comment }) => (
        <HeldComment
          key={comment.id}
          documentId={documentId}
          thread={thread}
          comment={comment}
          onChange={onChange}
        />
      ))}
    </ul>
  )
}

interface Held {
  documentId: string
  thread: Thread
  comment: Comment
}

function HeldComment(props: Held & { onChange: () => void }) {
  const { documentId, thread, comment, onChange } = props
  const [reason, setReason] = useState('')
  const [rule, setRule] = useState<Rule>('hurtful')
  const [isPending, setPending] = useState(false)
  const [isChoosing, setChoosing] = useState(false)

  const act = async (work: () => Promise<unknown>) => {
    if (isPending) return
    setPending(true)
    try {
      await work()
      onChange()
    } catch (failure) {
      showToast({
        words: failure instanceof Error ? failure.message : String(failure),
        kind: 'problem',
      })
      setPending(false)
    }
  }
  const held = { documentId, thread, comment }
  const entry = useButtonsByNumber()
  return (
    <li ref={entry} className="asking-entry">
      <p className="asking-by">
        {comment.author.name}
        {comment.author.group !== null && `, ${comment.author.group.name}`}
      </p>
      {comment.appealedAt !== null && (
        <p>
          <Chip tone="amber">Asked for another look</Chip> It was not shown because:{' '}
          {comment.reason}
        </p>
      )}
      {thread.anchor.quote !== '' && <blockquote>{thread.anchor.quote}</blockquote>}
      <p className="asking-said">
        <Marked text={comment.body} />
      </p>
      {thread.suggestion !== null && (
        <p className="asking-said">
          Suggests: <Marked text={thread.suggestion.words} />
        </p>
      )}
      <SelectField
        label="The rule, where it is to be reworded"
        value={rule}
        choices={RULES.map((value) => ({ value, label: RULE_WORDS[value] }))}
        onChange={setRule}
      />
      <TextArea
        label="Reason, shown to whoever wrote it"
        value={reason}
        onChange={setReason}
        rows={1}
        maxLength={500}
      />
      <div className="asking-actions">
        {waysToSettle(held, { reason, rule }).map(({ name, run, isDisabled }, index) => (
          <Button
            key={name}
            kind={index === 0 ? 'primary' : undefined}
            isDisabled={isDisabled === true || isPending}
            onPress={() => void act(run)}
          >
            {`${index + 1} ${name}`}
          </Button>
        ))}
        <Button isDisabled={isPending} onPress={() => setChoosing(true)}>
          5 Choose words to take out
        </Button>
      </div>
      {isChoosing && (
        <TakeOutDialog
          body={comment.body}
          suggested={suggestedWith(held)}
          onTakeOut={(request) => {
            setChoosing(false)
            void act(() => moderate(held, request))
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </li>
  )
}

/** The keys 1 to 5 press the buttons of an entry, unless somebody types or chooses. */
function useButtonsByNumber() {
  const entry = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      const buttons = entry.current?.querySelectorAll<HTMLButtonElement>('.asking-actions button')
      const { target } = event
      const isTyping = target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
      if (!isTyping) buttons?.[Number(event.key) - 1]?.click()
    }
    const element = entry.current
    element?.addEventListener('keydown', handleKey)
    return () => element?.removeEventListener('keydown', handleKey)
  }, [])
  return entry
}

interface WayToSettle {
  name: string
  isDisabled?: boolean
  run: () => Promise<unknown>
}

/** What is done with a comment that waits; `reason`: as it was typed, '' for the usual one. */
function waysToSettle(held: Held, { reason, rule }: { reason: string; rule: Rule }): WayToSettle[] {
  const { documentId, thread, comment } = held
  const found = findPersonalData(comment.body)
  const ofSuggested = findPersonalData(suggestedWith(held))
  return [
    { name: 'Show', run: () => moderate(held, { moderation: 'shown', reason: '' }) },
    {
      name: 'Ask to reword',
      run: () =>
        moderate(held, {
          moderation: 'hidden',
          rule,
          reason:
            reason ||
            'Please write it again without words that could hurt or tell who somebody is.',
        }),
    },
    {
      name: 'Take marked words out',
      isDisabled: found.length + ofSuggested.length === 0,
      run: () =>
        moderate(held, {
          moderation: 'shown',
          rule: 'personal',
          reason: reason || 'It could tell who somebody is.',
          takeOut: found.map(({ from, to }) => ({ from, to })),
          takeOutOfSuggestion: ofSuggested.map(({ from, to }) => ({ from, to })),
        }),
    },
    {
      name: 'Safeguarding',
      run: async () => {
        const words = [comment.body, thread.suggestion?.words ?? '']
          .filter((each) => each !== '')
          .join('\n')
        await reportConcern({ words, documentId, thread: thread.id, key: newKey() })
        await moderate(held, {
          moderation: 'hidden',
          rule: 'unsafe',
          reason: 'Somebody who keeps people safe looks at it.',
        })
      },
    },
  ]
}

function moderate({ documentId, thread, comment }: Held, request: ModerateRequest) {
  return commentsApi(documentId).moderate({ thread: thread.id, comment: comment.id }, request)
}

/** The words that were suggested with the first comment of a thread; '' with any other. */
function suggestedWith({ thread, comment }: Held): string {
  return comment === thread.comments[0] ? (thread.suggestion?.words ?? '') : ''
}

function Marked({ text }: { text: string }) {
  const found = findPersonalData(text)
  const starts = [0, ...found.map(({ to }) => to)]
  return starts.map((start, index) => {
    const next = found[index]
    return (
      <span key={start}>
        {text.slice(start, next?.from)}
        {next !== undefined && <mark title={next.kind}>{text.slice(next.from, next.to)}</mark>}
      </span>
    )
  })
}
