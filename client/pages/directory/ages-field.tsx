import { useState } from 'react'
import { TextField } from '../../components/text-field.tsx'

type Ages = { from: number; to: number } | null

export interface AgesFieldProps {
  ages: Ages
  problem: string | undefined
  onChange: (ages: Ages) => void
}

/** From and to, in years; both empty: not said. One alone counts for both. */
export function AgesField({ ages, problem, onChange }: AgesFieldProps) {
  const [from, setFrom] = useState(ages === null ? '' : String(ages.from))
  const [to, setTo] = useState(ages === null ? '' : String(ages.to))

  function handleChange(typed: { from: string; to: string }) {
    setFrom(typed.from)
    setTo(typed.to)
    onChange(agesOf(typed))
  }

  return (
    <fieldset className="entry-form-pair">
      <legend>Ages</legend>
      <TextField
        label="From"
        value={from}
        onChange={(typed) => handleChange({ from: digits(typed), to })}
        problem={problem}
      />
      <TextField
        label="To"
        value={to}
        onChange={(typed) => handleChange({ from, to: digits(typed) })}
      />
    </fieldset>
  )
}

function agesOf({ from, to }: { from: string; to: string }): Ages {
  if (from === '' && to === '') return null
  return { from: Number(from || to), to: Number(to || from) }
}

function digits(typed: string): string {
  return typed.replace(/\D/g, '').slice(0, 2)
}
