import { GROUP_KINDS, GROUP_KIND_NAMES } from '../../../shared/directory/kinds.ts'
import { ComboBox } from '../../components/combo-box.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { AgesField } from './ages-field.tsx'
import { parentItems } from './choices.ts'
import type { DraftOf } from './entry-draft.ts'
import { MembersField } from './members-field.tsx'
import { NamesFields } from './names-fields.tsx'
import type { FieldsProps } from './organisation-fields.tsx'

const KINDS = GROUP_KINDS.map((value) => ({ value, label: GROUP_KIND_NAMES[value] }))

export function GroupFields(props: FieldsProps<DraftOf<'group'>>) {
  const { id, draft, view, problems, questions, onChange } = props
  return (
    <>
      <NamesFields
        draft={draft}
        problems={problems}
        questions={questions}
        example="MYF; the forum"
        onChange={onChange}
      />
      <SelectField
        label="Kind"
        value={draft.kind}
        choices={KINDS}
        onChange={(kind) => onChange({ ...draft, kind })}
      />
      <ComboBox
        label="Part of"
        description="The group this one belongs to, if there is one."
        items={parentItems(view, id)}
        value={draft.parent}
        onChange={(parent) => onChange({ ...draft, parent })}
        emptyWords="No other group has this name."
      />
      {draft.kind === 'youth' && (
        <AgesField
          ages={draft.ages}
          problem={problems.ages}
          onChange={(ages) => onChange({ ...draft, ages })}
        />
      )}
      <TextField
        label="Who it reaches"
        description="Area and people: two members from each school"
        value={draft.reaches}
        onChange={(reaches) => onChange({ ...draft, reaches })}
        maxLength={200}
      />
      {draft.kind === 'everyPartner' ? (
        <p className="entry-form-note">
          This group stands for every organisation in the directory. It needs no members.
        </p>
      ) : (
        <MembersField
          isYouth={draft.kind === 'youth'}
          members={draft.members}
          view={view}
          onChange={(members) => onChange({ ...draft, members })}
        />
      )}
    </>
  )
}
