import { Button as AriaButton } from 'react-aria-components/Button'
import { Icon } from '../../components/icons.tsx'
import type { IconName } from '../../components/icons.tsx'
import './doors.css'

export interface DoorsProps {
  onTemplate: () => void
  onWordFile: () => void
}

/** The two ways to begin. */
export function Doors({ onTemplate, onWordFile }: DoorsProps) {
  return (
    <div className="doors">
      <Door
        icon="template"
        title="Start from a template"
        about="A strategy, an action plan or a charter with its headings in place."
        onPress={onTemplate}
      />
      <Door
        icon="wordFile"
        title="Bring a Word file"
        about="Choose a .docx, or drop it anywhere on this page. Its tables become rows to work on."
        onPress={onWordFile}
      />
    </div>
  )
}

interface DoorProps {
  icon: IconName
  title: string
  about: string
  onPress: () => void
}

function Door({ icon, title, about, onPress }: DoorProps) {
  return (
    <AriaButton className="door" onPress={onPress}>
      <span className="door-icon">
        <Icon name={icon} size={26} />
      </span>
      <span className="door-title">{title}</span>
      <span className="door-about">{about}</span>
    </AriaButton>
  )
}
