import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { Face } from '../../components/face.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import './person-form.css'

const COLOURS = [
  'Green',
  'Violet',
  'Brick red',
  'Blue',
  'Amber',
  'Magenta',
  'Leaf green',
  'Brown',
  'Teal',
  'Purple',
  'Rose',
  'Slate',
] as const

export interface Person {
  name: string
  colour: number
}

export interface PersonFormProps {
  before?: { name: string; colour?: number }
  submitLabel: string
  /** Rejects with words to show. */
  onSubmit: (person: Person) => Promise<void>
  /** More to decide, above the button. */
  children?: ReactNode
}

/** A name and one of twelve colours. Until one is picked by hand, the colour follows the name. */
export function PersonForm({ before, submitLabel, onSubmit, children }: PersonFormProps) {
  const [name, setName] = useState(before?.name ?? '')
  const [picked, setPicked] = useState<number | null>(before?.colour ?? null)
  const [nameProblem, setNameProblem] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const colour = picked ?? colourOf(name)

  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isPending) return
    if (name.trim() === '') {
      setNameProblem('Please type a name.')
      return
    }
    setPending(true)
    setProblem(undefined)
    try {
      await onSubmit({ name: name.trim(), colour })
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure))
    }
    setPending(false)
  }

  return (
    <form className="person-form" onSubmit={handleSubmit}>
      <TextField
        label="Your name"
        description="A first name is enough if colleagues know it."
        name="name"
        autoComplete="name"
        value={name}
        onChange={(value) => {
          setName(value)
          setNameProblem(undefined)
        }}
        problem={nameProblem}
        maxLength={60}
        isRequired
        autoFocus
      />
      <fieldset className="person-colours">
        <legend>
          Your colour: <span className="person-colour-name">{COLOURS[colour]}</span>
        </legend>
        {COLOURS.map((label, index) => (
          <label key={label} className={`person-colour person-${index}`}>
            <input
              type="radio"
              name="colour"
              value={index}
              checked={index === colour}
              onChange={() => setPicked(index)}
            />
            <span className="visually-hidden">{label}</span>
          </label>
        ))}
      </fieldset>
      {children}
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <div className="person-end">
        <p className="person-preview">
          <Face person={{ name, colour }} /> {name.trim() === '' ? 'This is you' : name}
        </p>
        <Button type="submit" kind="primary" isPending={isPending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}

function colourOf(name: string): number {
  return (
    [...name.trim().toLowerCase()].reduce(
      (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973,
      0,
    ) % COLOURS.length
  )
}
