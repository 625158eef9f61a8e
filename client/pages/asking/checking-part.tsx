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
import { TakeOutDialog } from '../../safety/take-out-dialog.tsx'
import { newKey } from '../../comments/keys.ts'
import { openThreads } from './open-threads.ts'
import { TextArea } from './text-area.tsx'

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

function HeldComment(props: {
  documentId: string
  thread: Thread
  comment: Comment
  onChange: () => void
}) {
  const { documentId, thread, comment, onChange } = props
  const [reason, setReason] = useState('')
  const [rule, setRule] = useState<Rule>('hurtful')
  const [isPending, setPending] = useState(false)
  const words = [comment.body, thread.suggestion?.words ?? ''].filter((each) => each !== '')
  const suggested = comment === thread.comments[0] ? (thread.suggestion?.words ?? '') : ''
  const found = findPersonalData(comment.body)
  const ofSuggested = findPersonalData(suggested)
  const [isChoosing, setChoosing] = useState(false)

  const act = async (work: () => Promise<unknown>) => {
    if (isPending) return
    setPending(true)
    try {
      await work()
      onChange()
    } catch (failure) {
      showToast({ words: failure instanceof Error ? failure.message : '', kind: 'problem' })
      setPending(false)
    }
  }
  const moderate = (request: ModerateRequest) => () =>
    commentsApi(documentId).moderate({ thread: thread.id, comment: comment.id }, request)
  const actions = [
    { name: 'Show', run: moderate({ moderation: 'shown', reason: '' }) },
    {
      name: 'Ask to reword',
      run: moderate({
        moderation: 'hidden',
        rule,
        reason:
          reason || 'Please write it again without words that could hurt or tell who somebody is.',
      }),
    },
    {
      name: 'Take marked words out',
      isDisabled: found.length + ofSuggested.length === 0,
      run: moderate({
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
        const about = words.join('\n')
        await reportConcern({ words: about, documentId, thread: thread.id, key: newKey() })
        await moderate({
          moderation: 'hidden',
          rule: 'unsafe',
          reason: 'Somebody who keeps people safe looks at it.',
        })()
      },
    },
  ]
  const entry = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const act1to4 = (event: KeyboardEvent) => {
      const buttons = entry.current?.querySelectorAll<HTMLButtonElement>('.asking-actions button')
      const { target } = event
      const isTyping = target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
      if (!isTyping) buttons?.[Number(event.key) - 1]?.click()
    }
    const element = entry.current
    element?.addEventListener('keydown', act1to4)
    return () => element?.removeEventListener('keydown', act1to4)
  }, [])
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
        {actions.map(({ name, run, isDisabled }, index) => (
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
          suggested={suggested}
          onTakeOut={(request) => {
            setChoosing(false)
            void act(moderate(request))
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </li>
  )
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
