import { useState } from 'react'
import { splitAliases } from '../../../shared/directory/names.ts'
import { TextField } from '../../components/text-field.tsx'

export interface AliasesFieldProps {
  label: string
  example: string
  aliases: readonly string[]
  onChange: (aliases: string[]) => void
}

/** Other names on one line. What is typed stays as it is; the names are read from it. */
export function AliasesField({ label, example, aliases, onChange }: AliasesFieldProps) {
  const [text, setText] = useState(() => aliases.join('; '))
  return (
    <TextField
      label={label}
      description={`Short forms and other names, parted by semicolons: ${example}`}
      value={text}
      onChange={(typed) => {
        setText(typed)
        onChange(splitAliases(typed))
      }}
      maxLength={1000}
    />
  )
}
