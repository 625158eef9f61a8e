import { FieldError, Label, Text, TextField } from 'react-aria-components/TextField'
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea'
import './text-field.css'
import './text-area.css'

export interface TextAreaProps {
  label: string
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  description?: string
  problem?: string
  rows?: number
  maxLength?: number
  autoFocus?: boolean
}

/** A labelled field for several lines. */
export function TextArea({ label, description, problem, rows = 3, ...rest }: TextAreaProps) {
  return (
    <TextField
      {...rest}
      className="text-field"
      isInvalid={problem !== undefined}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      {description !== undefined && <Text slot="description">{description}</Text>}
      <AriaTextArea className="text-area" rows={rows} />
      <FieldError>{problem}</FieldError>
    </TextField>
  )
}
