import { useDeferredValue, useMemo, useState } from 'react'
import type { FormEvent } from 'react'
import type { Entry, Noun } from '../../../shared/directory/model.ts'
import { isEmail } from '../../../shared/directory/names.ts'
import { addEntry, changeEntry } from '../../api-directory.ts'
import { Problem } from '../../api.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import type { DirectoryView } from './directory-view.ts'
import { blankDraft, draftOf, questionsWhileWriting } from './entry-draft.ts'
import type { DraftProblems, EntryDraft } from './entry-draft.ts'
import { GroupFields } from './group-fields.tsx'
import { OrganisationFields } from './organisation-fields.tsx'
import { PersonFields } from './person-fields.tsx'
import { NOUN_NAMES, sayQuestion } from './words.ts'
import './entry-dialog.css'

/** What is open: an entry, or a new one of a kind. */
export type OpenEntry = { state: 'new'; noun: Noun } | { state: 'old'; entry: Entry }

export interface EntryDialogProps {
  /** Null: closed. */
  open: OpenEntry | null
  view: DirectoryView
  onClose: () => void
  onSaved: () => Promise<unknown>
  onRemove: (entry: Entry) => void
  /** Fetches what somebody else has made of the entry. */
  onLookAgain: () => void
}

/** Adds or changes an entry. Names and initials that are taken are asked about, never refused. */
export function EntryDialog({ open, onClose, ...rest }: EntryDialogProps) {
  // The form that was written in: another one, or the same entry fetched again, is as it came.
  const [written, setWritten] = useState<OpenEntry | null>(null)
  return (
    <Dialog
      title={titleOf(open)}
      isOpen={open !== null}
      onClose={onClose}
      size="large"
      mayDismiss={open === null || written !== open}
    >
      {open !== null && (
        <EntryForm
          key={open.state === 'old' ? `${open.entry.id} ${open.entry.revision}` : open.noun}
          open={open}
          onClose={onClose}
          onWrite={() => setWritten(open)}
          {...rest}
        />
      )}
    </Dialog>
  )
}

function titleOf(open: OpenEntry | null): string {
  if (open === null) return ''
  return open.state === 'old' ? open.entry.name : `Add ${NOUN_NAMES[open.noun].one}`
}

function EntryForm(props: EntryDialogProps & { open: OpenEntry; onWrite: () => void }) {
  const { open, view, onClose, onWrite, onSaved, onRemove, onLookAgain } = props
  const [draft, setDraft] = useState<EntryDraft>(() =>
    open.state === 'old' ? draftOf(open.entry) : blankDraft(open.noun),
  )
  const [problems, setProblems] = useState<DraftProblems>({})
  const [failure, setFailure] = useState<Problem | null>(null)
  const [isPending, setPending] = useState(false)
  const id = open.state === 'old' ? open.entry.id : 'new'

  function handleChange(changed: EntryDraft) {
    setDraft(changed)
    onWrite()
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isPending) return
    const found = problemsOf(draft)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    setPending(true)
    setFailure(null)
    try {
      if (open.state === 'new') await addEntry(draft)
      else await changeEntry(open.entry.id, { ...draft, revision: open.entry.revision })
      await onSaved()
      onClose()
    } catch (thrown) {
      setFailure(thrown instanceof Problem ? thrown : new Problem('unclear', String(thrown)))
      setPending(false)
    }
  }

  const questions = <Questions id={id} draft={draft} view={view} />
  const shared = { id, view, problems, questions }
  return (
    <form className="entry-form" onSubmit={handleSubmit} noValidate>
      {draft.noun === 'organisation' && (
        <OrganisationFields {...shared} draft={draft} onChange={handleChange} />
      )}
      {draft.noun === 'group' && <GroupFields {...shared} draft={draft} onChange={handleChange} />}
      {draft.noun === 'person' && (
        <PersonFields
          {...shared}
          draft={draft}
          onChange={handleChange}
          isNew={open.state === 'new'}
        />
      )}
      {failure !== null && (
        <Notice
          kind="problem"
          actions={
            failure.code === 'conflict' && (
              <Button onPress={onLookAgain}>See what is there now</Button>
            )
          }
        >
          {failure.message}
        </Notice>
      )}
      <div className="dialog-actions">
        {open.state === 'old' && (
          <div className="entry-form-remove">
            <Button kind="danger" icon="trash" onPress={() => onRemove(open.entry)}>
              Remove
            </Button>
          </div>
        )}
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" isPending={isPending}>
          {open.state === 'old' ? 'Save' : 'Add'}
        </Button>
      </div>
    </form>
  )
}

/** What would be asked about it, while it is written; read out when it changes. */
function Questions({ id, draft, view }: { id: string; draft: EntryDraft; view: DirectoryView }) {
  const later = useDeferredValue(draft)
  const sentences = useMemo(() => {
    if (later.name.trim() === '') return []
    const written: Entry = { ...later, id, revision: 0, isDemo: false }
    const byId = new Map([...view.byId, [id, written]])
    return questionsWhileWriting(view.directory, written).map((question) =>
      sayQuestion(question, { ...view, byId }),
    )
  }, [id, later, view])
  return (
    <output className="entry-form-questions">
      {sentences.length > 0 && (
        <Notice kind="warn" title="A question, not a problem">
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      )}
    </output>
  )
}

function problemsOf(draft: EntryDraft): DraftProblems {
  const problems: DraftProblems = {}
  if (draft.name.trim() === '') problems.name = 'Please give a name.'
  const email = draft.noun === 'person' ? draft.email : ''
  const mailbox = draft.noun === 'organisation' ? draft.contactMailbox : ''
  if ([email, mailbox].some((address) => address.trim() !== '' && !isEmail(address.trim()))) {
    problems.email = 'Please give an address such as name@example.org.'
  }
  if (draft.noun === 'group' && draft.ages !== null && draft.ages.from > draft.ages.to) {
    problems.ages = 'Please give the lower age first.'
  }
  return problems
}
