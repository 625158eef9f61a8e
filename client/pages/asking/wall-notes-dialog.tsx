import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import { findPersonalData } from '../../../shared/safety/personal-data.ts'
import { GROUP_KIND_NAMES } from '../../../shared/directory/kinds.ts'
import type { Group } from '../../../shared/directory/model.ts'
import { readDirectory } from '../../api-directory.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { commentsApi } from '../../api-comments.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { newKey } from '../../comments/keys.ts'
import type { Asking } from './use-asking.ts'

export interface WallNotesDialogProps {
  asking: Asking
  onClose: () => void
  onDone: () => void
}

/** What stood on paper: each line becomes a comment. */
export function WallNotesDialog({ asking, onClose, onDone }: WallNotesDialogProps) {
  const { document, reading } = asking
  const [section, setSection] = useState(reading.sections[0]?.id ?? '')
  const [text, setText] = useState('')
  const [from, setFrom] = useState('')
  const [mayQuote, setMayQuote] = useState(false)
  const groups = useGroups()
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  const personal = lines.filter((line) => findPersonalData(line).length > 0)

  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (lines.length === 0 || isPending) return
    setPending(true)
    setProblem(undefined)
    const heading = reading.sections.find(({ id }) => id === section)?.heading ?? ''
    const anchor =
      heading === ''
        ? WHOLE_DOCUMENT
        : { ...WHOLE_DOCUMENT, on: 'section' as const, block: section, quote: heading }
    const rest = [...lines]
    const api = commentsApi(document.id)
    try {
      for (let body = rest[0]; body !== undefined; body = rest[0]) {
        await api.start({
          key: newKey(),
          anchor,
          visibility: 'visible',
          body,
          from: from === '' ? null : from,
          mayQuote,
        })
        rest.shift()
      }
      const many = lines.length === 1 ? '1 comment is' : `${lines.length} comments are`
      showToast({ words: `${many} kept.` })
      onDone()
    } catch (failure) {
      setText(rest.join('\n'))
      setProblem(failure instanceof Error ? failure.message : String(failure))
      setPending(false)
    }
  }

  return (
    <Dialog title="Type in wall notes" isOpen onClose={onClose} size="large">
      <form className="asking-form" onSubmit={handleSubmit}>
        <SelectField
          label="What they are about"
          value={section}
          choices={reading.sections.map(({ id, heading }) => ({
            value: id,
            label: heading === '' ? 'The whole document' : heading,
          }))}
          onChange={setSection}
        />
        <SelectField
          label="Whose words they are"
          value={from}
          choices={[
            { value: '', label: 'My own' },
            ...groups.map(({ id, name, kind }) => ({
              value: id,
              label: `${name} (${GROUP_KIND_NAMES[kind].toLowerCase()})`,
            })),
          ]}
          onChange={setFrom}
        />
        <Checkbox isChecked={mayQuote} onChange={setMayQuote}>
          These people agreed that their words are quoted, without a name
        </Checkbox>
        <TextArea
          label="One line, one comment"
          value={text}
          onChange={setText}
          rows={10}
          maxLength={20_000}
        />
        {personal.length > 0 && (
          <Notice kind="warn">
            Look at these lines again, they may give somebody away: {personal.join(' · ')}
          </Notice>
        )}
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        <div className="dialog-actions">
          <Button type="submit" kind="primary" isPending={isPending}>
            {lines.length === 1 ? 'Keep 1 comment' : `Keep ${lines.length} comments`}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function rankOf({ kind }: Group): number {
  return kind === 'youth' ? 0 : kind === 'parents' ? 1 : 2
}

/** The groups of the directory that speak for themselves, young people and parents first. */
function useGroups(): readonly Group[] {
  const [groups, setGroups] = useState<readonly Group[]>([])
  useEffect(() => {
    readDirectory().then(
      ({ directory }) => {
        const found = directory.entries.flatMap((entry) => (entry.noun === 'group' ? [entry] : []))
        setGroups(
          found
            .filter(({ kind }) => kind !== 'everyPartner')
            .toSorted((one, other) => rankOf(one) - rankOf(other)),
        )
      },
      () => undefined, // then they are one's own
    )
  }, [])
  return groups
}
