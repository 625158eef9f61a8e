import { useId } from 'react'

export interface TextAreaProps {
  label: string
  value: string
  onChange: (value: string) => void
  rows?: number
  maxLength?: number
  description?: string
}

/** A labelled box for some sentences. */
export function TextArea(props: TextAreaProps) {
  const { label, value, onChange, rows = 2, maxLength = 1000, description } = props
  const id = useId()
  return (
    <div className="asking-text">
      <label htmlFor={id}>{label}</label>
      {description !== undefined && <p id={`${id}-about`}>{description}</p>}
      <textarea
        id={id}
        rows={rows}
        maxLength={maxLength}
        value={value}
        aria-describedby={description === undefined ? undefined : `${id}-about`}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
