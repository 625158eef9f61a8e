import { useState } from 'react'
import type { Anchor } from '../../../../shared/comments/anchor.ts'
import { COMMENT_LIMITS } from '../../../../shared/comments/kinds.ts'
import type { ThreadsResponse } from '../../../../shared/comments/thread.ts'
import type { Visibility } from '../../../../shared/comments/kinds.ts'
import type { NewThread } from '../../../comments/comment-store.ts'
import { Button } from '../../../components/button.tsx'
import { Checkbox } from '../../../components/checkbox.tsx'
import { SelectField } from '../../../components/select-field.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { MentionMenu } from './mention-menu.tsx'

const SEEN_BY: readonly { value: Visibility; label: string }[] = [
  { value: 'visible', label: 'Everybody here, young people too' },
  { value: 'internal', label: 'Colleagues only' },
]

export interface CommentFormProps {
  anchor: Anchor
  may: ThreadsResponse['may']
  /** What young people write is checked before others see it. */
  isChecked: boolean
  onPost: (thread: NewThread) => void
  onCancel: () => void
}

/** A new comment, or other words for the passage. */
export function CommentForm({ anchor, may, isChecked, onPost, onCancel }: CommentFormProps) {
  const [body, setBody] = useState('')
  const [visibility, setVisibility] = useState<Visibility>('visible')
  const [words, setWords] = useState<string | null>(null)
  const [problem, setProblem] = useState<string>()
  const maySuggest = ['words', 'block', 'cell'].includes(anchor.on)

  function handlePost() {
    const isSame = words !== null && words === anchor.quote
    if (isSame || (words === null && body.trim() === '')) {
      setProblem(isSame ? 'These are the words that are there.' : 'Please write something.')
      return
    }
    onPost({ anchor, visibility, body: body.trim(), suggestion: words })
  }

  return (
    <form
      className="comment-form"
      aria-label="New comment"
      onSubmit={(event) => {
        event.preventDefault()
        handlePost()
      }}
    >
      <p className="comment-about">{aboutInWords(anchor)}</p>
      {maySuggest && (
        <Checkbox
          isChecked={words !== null}
          onChange={(isOn) => setWords(isOn ? anchor.quote : null)}
        >
          Suggest other words
        </Checkbox>
      )}
      {words !== null && (
        <TextArea
          label="Other words"
          value={words}
          onChange={(next) => {
            setWords(next)
            setProblem(undefined)
          }}
          problem={problem}
          maxLength={COMMENT_LIMITS.words}
          autoFocus
        />
      )}
      <TextArea
        label={words === null ? 'Your comment' : 'Why (you may leave this out)'}
        value={body}
        onChange={(next) => {
          setBody(next)
          setProblem(undefined)
        }}
        problem={words === null ? problem : undefined}
        maxLength={COMMENT_LIMITS.body}
        autoFocus={words === null}
      />
      {may.commentInternally && (
        <SelectField
          label="Who can see it"
          value={visibility}
          choices={SEEN_BY}
          onChange={setVisibility}
        />
      )}
      {isChecked && (
        <p className="comment-hint">An adult checks comments first. Please leave out names.</p>
      )}
      <div className="comment-actions">
        <MentionMenu onPick={(word) => setBody(`${body}${body === '' ? '' : ' '}${word} `)} />
        <Button onPress={onCancel}>Cancel</Button>
        <Button kind="primary" type="submit">
          Post
        </Button>
      </div>
    </form>
  )
}

function aboutInWords({ on, quote }: Anchor): string {
  const short = quote.length > 160 ? `${quote.slice(0, 158)}…` : quote
  switch (on) {
    case 'document':
      return 'On the whole document'
    case 'section':
      return `On the section “${quote.split('\n')[0] ?? ''}”`
    case 'row':
      return `On the row “${short.split('\n')[0] ?? ''}”`
    case 'cell':
      return quote === '' ? 'On an empty cell' : `On the cell “${short}”`
    default:
      return `“${short}”`
  }
}
