import { useId } from 'react'
import './date-field.css'

export interface DateFieldProps {
  label: string
  /** YYYY-MM-DD; '' for none. */
  value: string
  onChange: (value: string) => void
  isLabelHidden?: boolean
}

/** A day, as the device asks for one. */
export function DateField({ label, value, onChange, isLabelHidden = false }: DateFieldProps) {
  const id = useId()
  return (
    <div className="date-field">
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <input id={id} type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  )
}
