import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import type { DocumentSummary, TemplateSummary } from '../../../shared/api.ts'
import { createDocument, listTemplates } from '../../api.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { Waiting } from '../../components/waiting.tsx'
import './template-dialog.css'

export interface TemplateDialogProps {
  isOpen: boolean
  onClose: () => void
  onCreated: (document: DocumentSummary) => void
}

/** The first door: choose what to write, give it a title. */
export function TemplateDialog({ isOpen, onClose, onCreated }: TemplateDialogProps) {
  return (
    <Dialog title="Start from a template" isOpen={isOpen} onClose={onClose} size="large">
      <TemplateForm onCreated={onCreated} />
    </Dialog>
  )
}

function TemplateForm({ onCreated }: { onCreated: (document: DocumentSummary) => void }) {
  const [templates, setTemplates] = useState<readonly TemplateSummary[] | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [title, setTitle] = useState('')
  const [titleProblem, setTitleProblem] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)

  useEffect(() => {
    listTemplates().then(setTemplates, (failure: Error) => setProblem(failure.message))
  }, [])

  const template = chosen ?? templates?.[0]?.key ?? null

  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (template === null || isPending) return
    if (title.trim() === '') {
      setTitleProblem('Please give the document a title.')
      return
    }
    setPending(true)
    setProblem(undefined)
    try {
      onCreated(await createDocument({ template, title: title.trim() }))
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure))
      setPending(false)
    }
  }

  if (templates === null && problem === undefined)
    return <Waiting words="Fetching the templates…" />
  return (
    <form className="template-form" onSubmit={handleSubmit}>
      <fieldset className="templates">
        <legend>What will it be?</legend>
        {templates?.map((each) => (
          <label key={each.key} className="template">
            <input
              type="radio"
              name="template"
              value={each.key}
              checked={each.key === template}
              onChange={() => setChosen(each.key)}
              aria-describedby={`template-${each.key}`}
            />
            <span className="template-name">{each.name}</span>
            <span className="template-about" id={`template-${each.key}`} aria-hidden="true">
              {each.about}
            </span>
          </label>
        ))}
      </fieldset>
      <TextField
        label="Title"
        description="As it should stand on the first page, with the period if there is one."
        value={title}
        onChange={(value) => {
          setTitle(value)
          setTitleProblem(undefined)
        }}
        problem={titleProblem}
        maxLength={200}
        isRequired
      />
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <div className="dialog-actions">
        <Button type="submit" kind="primary" isPending={isPending}>
          Start writing
        </Button>
      </div>
    </form>
  )
}
