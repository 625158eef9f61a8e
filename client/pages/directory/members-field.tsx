import { useMemo, useRef, useState } from 'react'
import type { EntryRequest } from '../../../shared/api.ts'
import { MEMBER_ROLES, MEMBER_ROLE_NAMES } from '../../../shared/directory/kinds.ts'
import { nameOf } from '../../../shared/directory/model.ts'
import { ComboBox } from '../../components/combo-box.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { organisationItems, peopleItems } from './choices.ts'
import type { DirectoryView } from './directory-view.ts'
import './members-field.css'

type Member = Extract<EntryRequest, { noun: 'group' }>['members'][number]

export interface MembersFieldProps {
  /** Of young people: only the adults beside them are listed. */
  isYouth: boolean
  members: readonly Member[]
  view: DirectoryView
  onChange: (members: Member[]) => void
}

const ROLES = MEMBER_ROLES.map((value) => ({ value, label: MEMBER_ROLE_NAMES[value] }))

/** Who belongs to a group. People are added by typing, one after the other. */
export function MembersField({ isYouth, members, view, onChange }: MembersFieldProps) {
  const field = useRef<HTMLFieldSetElement>(null)
  const [added, setAdded] = useState(0)
  const people = useMemo(() => peopleItems(view), [view])
  const isMember = new Set(members.map(({ person }) => person))
  const others = people.filter(({ id }) => !isMember.has(id))

  function handleRemove(person: string) {
    onChange(members.filter((member) => member.person !== person))
    field.current?.querySelector<HTMLElement>('[role="combobox"]')?.focus()
  }

  return (
    <fieldset className="members-field" ref={field}>
      <legend>{isYouth ? 'Adults beside the group' : 'Members'}</legend>
      {isYouth && (
        <p>Young people take part through the link of their group and are never listed by name.</p>
      )}
      {members.length > 0 && (
        <ul>
          {members.map((member) => (
            <li key={member.person}>
              <MemberRow
                member={member}
                view={view}
                onChange={(changed) =>
                  onChange(members.map((each) => (each === member ? changed : each)))
                }
                onRemove={() => handleRemove(member.person)}
              />
            </li>
          ))}
        </ul>
      )}
      <ComboBox
        key={added} // begins anew for the next name
        autoFocus={added > 0}
        label={isYouth ? 'Add an adult' : 'Add a member'}
        placeholder="Type a name, initials or a post"
        items={others}
        value={null}
        onChange={(person) => {
          if (person === null) return
          setAdded((before) => before + 1)
          onChange([...members, { person, role: 'member', representing: '', organisation: null }])
        }}
        emptyWords="Nobody else in the directory has this name. Add the person first."
      />
    </fieldset>
  )
}

interface MemberRowProps {
  member: Member
  view: DirectoryView
  onChange: (member: Member) => void
  onRemove: () => void
}

function MemberRow({ member, view, onChange, onRemove }: MemberRowProps) {
  const name = nameOf(view.byId, member.person)
  return (
    <div className="member-row">
      <p className="member-row-name">{name}</p>
      <IconButton label={`Take ${name} out`} icon="close" onPress={onRemove} />
      <SelectField
        label={`Role of ${name}`}
        isLabelHidden
        value={member.role}
        choices={ROLES}
        onChange={(role) => onChange({ ...member, role })}
      />
      <SelectField
        label={`Organisation ${name} sits here for`}
        isLabelHidden
        value={member.organisation ?? ''}
        choices={organisationChoices(view, member.person)}
        onChange={(id) => onChange({ ...member, organisation: id === '' ? null : id })}
      />
      {member.role === 'representing' && (
        <div className="member-row-whom">
          <TextField
            label={`Whom does ${name} represent?`}
            value={member.representing}
            onChange={(representing) => onChange({ ...member, representing })}
            maxLength={200}
          />
        </div>
      )}
    </div>
  )
}

function organisationChoices(view: DirectoryView, personId: string) {
  const person = view.byId.get(personId)
  const own = person?.noun === 'person' ? nameOf(view.byId, person.organisation) : ''
  return [
    { value: '', label: own === '' ? 'For no organisation' : `For ${own}` },
    ...organisationItems(view).map(({ id, name }) => ({ value: id, label: `For ${name} here` })),
  ]
}
