import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { ORGANISATION_KINDS, ORGANISATION_KIND_NAMES } from '../../../shared/directory/kinds.ts'
import { ComboBox } from '../../components/combo-box.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { peopleItems } from './choices.ts'
import type { DirectoryView } from './directory-view.ts'
import type { DraftOf, DraftProblems } from './entry-draft.ts'
import { NamesFields } from './names-fields.tsx'

export interface FieldsProps<Draft> {
  /** Of the entry; 'new' for one that is not kept yet. */
  id: string
  draft: Draft
  view: DirectoryView
  problems: DraftProblems
  /** What would be asked about the entry; stands below its names. */
  questions: ReactNode
  onChange: (draft: Draft) => void
}

const KINDS = ORGANISATION_KINDS.map((value) => ({ value, label: ORGANISATION_KIND_NAMES[value] }))

export function OrganisationFields(props: FieldsProps<DraftOf<'organisation'>>) {
  const { draft, view, problems, questions, onChange } = props
  const people = useMemo(() => peopleItems(view), [view])
  return (
    <>
      <NamesFields
        draft={draft}
        problems={problems}
        questions={questions}
        example="MVH; the health trust"
        onChange={onChange}
      />
      <SelectField
        label="Kind"
        value={draft.kind}
        choices={KINDS}
        onChange={(kind) => onChange({ ...draft, kind })}
      />
      <ComboBox
        label="Champion"
        description="The senior person who keeps young people’s involvement on the agenda here."
        items={people}
        value={draft.champion}
        onChange={(champion) => onChange({ ...draft, champion })}
        emptyWords="Nobody in the directory has this name. Add the person first."
      />
      <fieldset className="entry-form-pair">
        <legend>For the public</legend>
        <TextField
          label="Who to contact"
          description="A post or a team, never a person."
          value={draft.contactRole}
          onChange={(contactRole) => onChange({ ...draft, contactRole })}
          maxLength={200}
        />
        <TextField
          label="Mailbox"
          description="For anybody to write to."
          value={draft.contactMailbox}
          onChange={(contactMailbox) => onChange({ ...draft, contactMailbox })}
          problem={problems.email}
          maxLength={254}
        />
      </fieldset>
    </>
  )
}
