import { useState } from 'react'
import { initialsOf } from '../../../shared/reading/key.ts'
import { ComboBox } from '../../components/combo-box.tsx'
import { TextField } from '../../components/text-field.tsx'
import { AliasesField } from './aliases-field.tsx'
import { organisationItems } from './choices.ts'
import type { DraftOf } from './entry-draft.ts'
import type { FieldsProps } from './organisation-fields.tsx'

/** Initials follow the name until somebody types others. */
export function PersonFields(props: FieldsProps<DraftOf<'person'>> & { isNew: boolean }) {
  const { draft, view, problems, questions, isNew, onChange } = props
  const [isFollowing, setFollowing] = useState(isNew)
  return (
    <>
      <TextField
        label="Name"
        description={isNew ? 'Adults only: young people are never listed by name.' : undefined}
        value={draft.name}
        onChange={(name) =>
          onChange({ ...draft, name, ...(isFollowing && { initials: initialsOf(name) }) })
        }
        problem={problems.name}
        maxLength={200}
        isRequired
        autoFocus
      />
      <TextField
        label="Initials"
        description="As they stand in action plans."
        value={draft.initials}
        onChange={(initials) => {
          setFollowing(false)
          onChange({ ...draft, initials })
        }}
        maxLength={8}
      />
      {questions}
      <TextField
        label="Title"
        description="Their post: Participation Officer"
        value={draft.title}
        onChange={(title) => onChange({ ...draft, title })}
        maxLength={200}
      />
      <ComboBox
        label="Organisation"
        items={organisationItems(view)}
        value={draft.organisation}
        onChange={(organisation) => onChange({ ...draft, organisation })}
        emptyWords="No organisation in the directory has this name. Add it first."
      />
      <TextField
        label="E-mail address"
        description="Only officers see it. It is never published."
        value={draft.email}
        onChange={(email) => onChange({ ...draft, email })}
        problem={problems.email}
        maxLength={254}
      />
      <AliasesField
        label="Also known as"
        example="PO; Petra Wick-Jones"
        aliases={draft.aliases}
        onChange={(aliases) => onChange({ ...draft, aliases })}
      />
    </>
  )
}
