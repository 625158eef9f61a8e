import { useId, useState } from 'react'
import { groupsToList, insertMembers } from '../blocks/from-directory.ts'
import { run } from '../perform.ts'
import { FormDialog } from './words.tsx'
import type { PromptProps } from './words.tsx'

/** Whose members are listed. */
export function MembersPrompt({ editor, onClose }: PromptProps) {
  const groups = groupsToList(editor.state)
  const [group, setGroup] = useState(groups[0]?.id ?? '')
  const id = useId()
  return (
    <FormDialog
      title="Add a membership list"
      submit="Add the list"
      onClose={onClose}
      onSubmit={() => {
        run(editor, insertMembers(group))
        onClose()
      }}
    >
      <div className="select-field">
        <label htmlFor={id}>Group</label>
        <select id={id} value={group} onChange={(event) => setGroup(event.target.value)}>
          {groups.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </div>
      <p>Names, roles and services from the directory, without e-mail addresses.</p>
    </FormDialog>
  )
}
