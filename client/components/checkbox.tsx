import type { ReactNode } from 'react'
import './checkbox.css'

export interface CheckboxProps {
  children: ReactNode
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}

/** Something that is so or not. */
export function Checkbox({ children, isChecked, onChange }: CheckboxProps) {
  return (
    <label className="checkbox">
      <input
        type="checkbox"
        checked={isChecked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{children}</span>
    </label>
  )
}
