import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { OUTCOME_WORDS } from '../../../../shared/answer-words.ts'
import type { Thread } from '../../../../shared/comments/thread.ts'
import type { Asked } from '../../../../shared/golden-thread.ts'
import { Button } from '../../../components/button.tsx'
import { ChangedWords } from '../../../components/changed-words.tsx'
import { Chip } from '../../../components/chip.tsx'
import { SidePanel } from '../../../components/side-panel.tsx'
import { goToPlace, passageAt } from '../../../editor/asked/go.ts'
import type { Editor } from '../../../editor/create-editor.ts'
import '../comments/comments-panel.css'
import './asked-panel.css'

export interface AskedPanelProps {
  editor: Editor
  documentId: string
  all: readonly Asked[]
  /** What is asked about: a block or row, and what it stands in. */
  places: readonly string[]
  threads: readonly Thread[]
  onThread: (id: string) => void
  onClose: () => void
}

/** Who asked for what stands here: their comments, the answer, the words before, the version. */
export function AskedPanel(props: AskedPanelProps) {
  const { editor, all, places, onClose } = props
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    head.current?.focus()
    goToPlace(editor, places[0] ?? '')
  }, [editor, places])
  const here = all.filter(({ place }) => places.includes(place))
  const changed = here.filter(({ is }) => is === 'changed')
  const heard = here.filter(({ is }) => is === 'heard')
  const isAbove = ({ place }: Asked) => place !== places[0] && place === places.at(-1)
  return (
    <SidePanel
      title="Who asked for this?"
      closeLabel="Close who asked"
      className="comments-panel asked-panel"
      head={head}
      onClose={onClose}
    >
      <p className="asked-passage">{passageAt(editor, places[0] ?? '')}</p>
      {here.length === 0 && (
        <p className="comments-empty">Nobody is on record as having asked for this.</p>
      )}
      <Group title="It says this because of" entries={changed} {...props} />
      <Group
        title="Also said about it"
        entries={heard.filter((each) => !isAbove(each))}
        {...props}
      />
      <Group title="Said about its section" entries={heard.filter(isAbove)} {...props} />
    </SidePanel>
  )
}

function Group({
  title,
  entries,
  ...rest
}: AskedPanelProps & { title: string; entries: readonly Asked[] }) {
  if (entries.length === 0) return null
  return (
    <section className="comments-section" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {entries.map((asked) => (
          <Entry
            key={`${asked.place} ${asked.at} ${asked.threads.join()}`}
            asked={asked}
            {...rest}
          />
        ))}
      </ul>
    </section>
  )
}

function Entry({ asked, documentId, threads, onThread }: AskedPanelProps & { asked: Asked }) {
  const { by, outcome, said, words, before, after, version, answer } = asked
  const comments = threads.filter(({ id }) => asked.threads.includes(id))
  return (
    <li className="asked-entry">
      <h4>{by.length === 0 ? 'People' : by.join(', ')}</h4>
      {said !== '' && <p>{said}</p>}
      {comments.map((thread) => (
        <blockquote key={thread.id}>
          <p>{thread.comments[0]?.body || thread.suggestion?.words}</p>
          <Button onPress={() => onThread(thread.id)}>Go to the comment</Button>
        </blockquote>
      ))}
      <p>
        {outcome === null ? (
          'No answer yet.'
        ) : (
          <>
            <Chip tone="moot">{OUTCOME_WORDS[outcome]}</Chip> {words}
          </>
        )}
      </p>
      {after !== '' || before !== '' ? (
        <p>
          <ChangedWords before={before} after={after} />
        </p>
      ) : null}
      <p className="asked-links">
        {version !== null && (
          <Link href={`/documents/${documentId}/versions?show=${version.id}`}>{version.label}</Link>
        )}
        {answer !== null && (
          <Link href={`/documents/${documentId}/you-said#answer-${answer}`}>You said, we did</Link>
        )}
      </p>
    </li>
  )
}
