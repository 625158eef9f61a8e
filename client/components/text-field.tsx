import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import {
  FieldError,
  Input,
  Label,
  Text,
  TextField as AriaTextField,
} from 'react-aria-components/TextField'
import './text-field.css'

export interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  description?: ReactNode
  /** Plain words; given, the field is marked as wrong and the words belong to it. */
  problem?: string
  name?: string
  autoComplete?: string
  autoFocus?: boolean
  isRequired?: boolean
  maxLength?: number
}

/** A labelled line of text. When the first wrong field of a form turns wrong, the focus goes there. */
export function TextField({ label, description, problem, ...rest }: TextFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (problem === undefined || input.current === null) return
    const first = input.current.form?.querySelector('[aria-invalid=true]')
    if (first === input.current) input.current.focus()
  }, [problem])
  return (
    <AriaTextField
      {...rest}
      className="text-field"
      isInvalid={problem !== undefined}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      {description !== undefined && <Text slot="description">{description}</Text>}
      <Input ref={input} />
      <FieldError>{problem}</FieldError>
    </AriaTextField>
  )
}
