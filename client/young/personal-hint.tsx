import { findPersonalData } from '../../shared/safety/personal-data.ts'
import type { PersonalKind } from '../../shared/safety/personal-data.ts'

const NAMES: Record<PersonalKind, string> = {
  phone: 'a phone number',
  email: 'an e-mail address',
  postcode: 'a postcode',
  address: 'an address',
  handle: 'a name on an app',
  birth: 'a birthday',
  school: 'the name of a school',
  nhs: 'an NHS number',
  insurance: 'a National Insurance number',
  name: 'somebody’s name',
}

export interface PersonalHintProps {
  text: string
  onChange: (text: string) => void
}

/** Says before anything is sent that words may give somebody away. Nothing leaves the device for it. */
export function PersonalHint({ text, onChange }: PersonalHintProps) {
  const found = findPersonalData(text)
  return (
    <output>
      {found.map(({ kind, from, to }) => (
        <span key={`${from}-${to}`} className="hint">
          <span>
            “{text.slice(from, to)}” looks like {NAMES[kind]}. It is safer to leave it out.
          </span>
          <button
            type="button"
            className="plain-button"
            onClick={() => onChange(`${text.slice(0, from)}…${text.slice(to)}`)}
          >
            Take it out
          </button>
        </span>
      ))}
    </output>
  )
}
