import { useId, useState } from 'react'
import { COLUMN_KINDS, LAYOUTS } from '../../../shared/columns/index.ts'
import type { ColumnKind, LayoutKey } from '../../../shared/columns/index.ts'
import { TextField } from '../../components/text-field.tsx'
import { addColumn, newActionTable } from '../action-table/columns.ts'
import { enterFirstGroup } from '../action-table/groups.ts'
import { insertBlock } from '../blocks/insert.ts'
import { newTable } from '../blocks/plain-table.ts'
import { newId } from '../new-id.ts'
import { run } from '../perform.ts'
import { FormDialog } from './words.tsx'
import type { PromptProps } from './words.tsx'

const LARGEST = 20

/** How many rows and columns a new table has. */
export function TablePrompt({ editor, onClose }: PromptProps) {
  const [rows, setRows] = useState(3)
  const [columns, setColumns] = useState(3)
  return (
    <FormDialog
      title="Add a table"
      submit="Add the table"
      onClose={onClose}
      onSubmit={() => {
        run(
          editor,
          insertBlock(({ schema }) => newTable(schema, rows, columns)),
        )
        onClose()
      }}
    >
      <div className="number-fields">
        <NumberField label="Rows" value={rows} onChange={setRows} autoFocus />
        <NumberField label="Columns" value={columns} onChange={setColumns} />
      </div>
    </FormDialog>
  )
}

/** Which usual set of columns a new action table has. */
export function ActionTablePrompt({ editor, onClose }: PromptProps) {
  const [layout, setLayout] = useState<LayoutKey>('priorityPlan5')
  return (
    <FormDialog
      title="Add an action plan"
      submit="Add the plan"
      onClose={onClose}
      onSubmit={() => {
        run(
          editor,
          insertBlock(({ schema }) => newActionTable(schema, layout, LAYOUTS[layout])),
        )
        run(editor, enterFirstGroup)
        onClose()
      }}
    >
      <fieldset className="layouts">
        <legend>Columns to begin with. You can change them at any time.</legend>
        {layoutKeys().map((key) => (
          <label key={key} className="layout">
            <input
              type="radio"
              name="layout"
              checked={key === layout}
              autoFocus={key === layout}
              onChange={() => setLayout(key)}
            />
            <span>
              {LAYOUTS[key].name}
              <small>{LAYOUTS[key].columns.map((column) => column.heading).join(' · ')}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </FormDialog>
  )
}

/** What a new column is about and how it is headed. */
export function ColumnPrompt({ editor, side, onClose }: PromptProps & { side: 'left' | 'right' }) {
  const [kind, setKind] = useState<ColumnKind>('text')
  const [heading, setHeading] = useState('')
  const id = useId()
  return (
    <FormDialog
      title={`Add a column to the ${side}`}
      submit="Add the column"
      onClose={onClose}
      onSubmit={() => {
        const words = heading.trim() || (kind === 'text' ? '' : COLUMN_KINDS[kind])
        run(editor, addColumn({ key: `${kind}-${newId()}`, kind, heading: words, side }))
        onClose()
      }}
    >
      <TextField label="Heading" value={heading} onChange={setHeading} autoFocus maxLength={120} />
      <div className="select-field">
        <label htmlFor={id}>What it is about</label>
        <select
          id={id}
          value={kind}
          onChange={(event) => {
            const found = kinds().find((each) => each === event.target.value)
            if (found !== undefined) setKind(found)
          }}
        >
          {kinds().map((each) => (
            <option key={each} value={each}>
              {COLUMN_KINDS[each]}
            </option>
          ))}
        </select>
      </div>
    </FormDialog>
  )
}

function NumberField({
  label,
  value,
  onChange,
  autoFocus,
}: {
  label: string
  value: number
  onChange: (value: number) => void
  autoFocus?: boolean
}) {
  return (
    <label className="number-field">
      <span>{label}</span>
      <input
        type="number"
        min={1}
        max={LARGEST}
        required
        value={value}
        autoFocus={autoFocus}
        onChange={(event) => {
          const next = event.target.valueAsNumber
          if (Number.isInteger(next)) onChange(Math.min(LARGEST, Math.max(1, next)))
        }}
      />
    </label>
  )
}

function layoutKeys(): LayoutKey[] {
  return Object.keys(LAYOUTS) as LayoutKey[] // Object.keys forgets the key type
}

function kinds(): ColumnKind[] {
  return Object.keys(COLUMN_KINDS) as ColumnKind[] // Object.keys forgets the key type
}
