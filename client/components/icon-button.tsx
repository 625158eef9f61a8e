import { Button as AriaButton } from 'react-aria-components/Button'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { Icon } from './icons.tsx'
import type { IconName } from './icons.tsx'
import './icon-button.css'

export interface IconButtonProps {
  /** The name for everyone: read out, and shown on hover and focus. */
  label: string
  icon: IconName
  /** As people read it, for example "Ctrl+B". */
  shortcut?: string
  /** Given: a switch that is on or off. */
  isPressed?: boolean
  isDisabled?: boolean
  /** Leaves Tab to the toolbar or table around it. */
  excludeFromTabOrder?: boolean
  onPress?: () => void
}

/** A button that is only a picture. Its name appears beside it on hover and on keyboard focus. */
export function IconButton({
  label,
  icon,
  shortcut,
  isPressed,
  onPress,
  ...rest
}: IconButtonProps) {
  const face = <Icon name={icon} />
  const keys = shortcut === undefined ? undefined : shortcut.replaceAll('Ctrl', 'Control')
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {isPressed === undefined ? (
        <AriaButton
          {...rest}
          className="icon-button"
          aria-label={label}
          aria-keyshortcuts={keys}
          onPress={() => onPress?.()}
        >
          {face}
        </AriaButton>
      ) : (
        <ToggleButton
          {...rest}
          className="icon-button"
          aria-label={label}
          aria-keyshortcuts={keys}
          isSelected={isPressed}
          onChange={() => onPress?.()}
        >
          {face}
        </ToggleButton>
      )}
      <Tooltip className="icon-button-name" offset={6} placement="bottom">
        {label}
        {shortcut !== undefined && <kbd>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}
