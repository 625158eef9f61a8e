import type { ReactNode } from 'react'
import { TextField } from '../../components/text-field.tsx'
import { AliasesField } from './aliases-field.tsx'
import type { DraftProblems } from './entry-draft.ts'

export interface NamesFieldsProps<Draft> {
  draft: Draft
  problems: DraftProblems
  questions: ReactNode
  /** Of other names, as one types them. */
  example: string
  onChange: (draft: Draft) => void
}

/** What an organisation or a group is called. */
export function NamesFields<Draft extends { name: string; aliases: string[] }>(
  props: NamesFieldsProps<Draft>,
) {
  const { draft, problems, questions, example, onChange } = props
  return (
    <>
      <TextField
        label="Name"
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        problem={problems.name}
        maxLength={200}
        isRequired
        autoFocus
      />
      <AliasesField
        label="Also called"
        example={example}
        aliases={draft.aliases}
        onChange={(aliases) => onChange({ ...draft, aliases })}
      />
      {questions}
    </>
  )
}
