import { Link } from 'wouter'
import type { AskableGroup } from '../../../shared/timetable.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { AGE_BAND_NAMES } from '../youth-groups/words.ts'

export interface GroupsFieldProps {
  groups: readonly AskableGroup[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  /** Whether those who may not comment yet get the document. */
  isSharing: boolean
  onSharing: (isSharing: boolean) => void
}

/** Who is asked, from the directory; how old young people are is known from how they came in. */
export function GroupsField({ groups, chosen, onChange, isSharing, onSharing }: GroupsFieldProps) {
  const without = groups.filter(({ id, isShared }) => chosen.includes(id) && !isShared)
  return (
    <fieldset className="asking-groups">
      <legend>Who is asked</legend>
      {groups.length === 0 && (
        <p>
          The directory has no groups yet. <Link href="/directory">Add them there</Link>.
        </p>
      )}
      <div className="asking-group-list">
        {groups.map((group) => (
          <Checkbox
            key={group.id}
            isChecked={chosen.includes(group.id)}
            onChange={(isChosen) =>
              onChange(
                isChosen ? [...chosen, group.id] : chosen.filter((each) => each !== group.id),
              )
            }
          >
            {group.name}
            {group.isYouth && <span className="asking-by"> {youthInWords(group)}</span>}
          </Checkbox>
        ))}
      </div>
      {without.length > 0 && (
        <Checkbox isChecked={isSharing} onChange={onSharing}>
          Share the document with {without.map(({ name }) => name).join(', ')}, so that they can
          comment
        </Checkbox>
      )}
    </fieldset>
  )
}

function youthInWords({ ageBands }: AskableGroup): string {
  if (ageBands.length === 0) return 'youth group, nobody has joined yet'
  return `youth group, ${ageBands.map((band) => AGE_BAND_NAMES[band].toLowerCase()).join(', ')}`
}
