import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Link } from 'wouter'
import { Icon } from './icons.tsx'
import type { IconName } from './icons.tsx'
import './button.css'

export type ButtonKind = 'primary' | 'quiet' | 'danger'

export interface ButtonProps {
  children: ReactNode
  kind?: ButtonKind
  icon?: IconName
  type?: 'button' | 'submit'
  /** Id of a form elsewhere on the page that this button submits. */
  form?: string
  isDisabled?: boolean
  /** Busy with what it started: keeps its place and focus, takes no second press. */
  isPending?: boolean
  autoFocus?: boolean
  onPress?: () => void
}

/** A button with words on it. One `primary` at most in any view. */
export function Button(props: ButtonProps) {
  const {
    children,
    kind = 'quiet',
    icon,
    type = 'button',
    isPending = false,
    onPress,
    ...rest
  } = props
  return (
    <AriaButton
      {...rest}
      type={isPending ? 'button' : type}
      onPress={() => {
        if (!isPending) onPress?.()
      }}
      aria-disabled={isPending || undefined}
      data-pending={isPending || undefined}
      className={`button button-${kind}`}
    >
      {icon !== undefined && <Icon name={icon} size={18} />}
      <span>{children}</span>
    </AriaButton>
  )
}

/** Goes somewhere, looks like a button. */
export function ButtonLink({
  href,
  children,
  kind = 'quiet',
  icon,
}: {
  href: string
  children: ReactNode
  kind?: ButtonKind
  icon?: IconName
}) {
  return (
    <Link href={href} className={`button button-${kind}`}>
      {icon !== undefined && <Icon name={icon} size={18} />}
      <span>{children}</span>
    </Link>
  )
}
