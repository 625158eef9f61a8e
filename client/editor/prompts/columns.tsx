import { useId, useState } from 'react'
import { MAX_CHOICES, choicesOf, isSeveral, readChoices } from '../../../shared/columns/choices.ts'
import { FRAMEWORKS, isFrameworkKey } from '../../../shared/columns/frameworks.ts'
import { TextField } from '../../components/text-field.tsx'
import { choose, columnAt, setChoices, setPeriod } from '../action-table/columns.ts'
import { placeOf } from '../action-table/shape.ts'
import { run } from '../perform.ts'
import { FormDialog } from './words.tsx'
import type { PromptProps } from './words.tsx'

/** What the cells of a column choose from: a framework, or a list of one's own. */
export function ChoicesPrompt({ editor, onClose }: PromptProps) {
  const column = columnAt(editor.state)?.column
  const [source, setSource] = useState(sourceOf(column?.choices ?? ''))
  const [own, setOwn] = useState(isFrameworkKey(column?.choices ?? '') ? '' : column?.choices)
  const id = useId()
  return (
    <FormDialog
      title="What to choose from"
      submit="Save the list"
      onClose={onClose}
      onSubmit={() => {
        run(editor, setChoices(source === 'own' ? (own ?? '').trim() : source))
        onClose()
      }}
    >
      <div className="select-field">
        <label htmlFor={id}>List</label>
        <select id={id} value={source} onChange={(event) => setSource(event.target.value)}>
          <option value="">The usual one for this column</option>
          {Object.entries(FRAMEWORKS).map(([key, { name }]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
          <option value="own">Our own</option>
        </select>
      </div>
      {source === 'own' && (
        <label className="text-area-field">
          <span>One choice on each line</span>
          <textarea
            rows={8}
            maxLength={MAX_CHOICES}
            value={own ?? ''}
            onChange={(event) => setOwn(event.target.value)}
          />
        </label>
      )}
    </FormDialog>
  )
}

/** The choices of the column for the cell with the caret. Other words in it are kept. */
export function ChoosePrompt({ editor, onClose }: PromptProps) {
  const column = columnAt(editor.state)?.column
  const place = placeOf(editor.state)
  const choices = column === undefined ? [] : (choicesOf(column) ?? [])
  const text =
    place?.part === 'cell' ? place.cell.node.textBetween(0, place.cell.node.content.size, '\n') : ''
  const now = readChoices(text, choices)
  const [chosen, setChosen] = useState(now.chosen.map(({ label }) => label))
  const isOne = column !== undefined && !isSeveral(column)
  return (
    <FormDialog
      title={column?.heading === '' ? 'Choose' : (column?.heading ?? 'Choose')}
      submit="Write it into the cell"
      onClose={onClose}
      onSubmit={() => {
        const inOrder = choices.map(({ label }) => label).filter((each) => chosen.includes(each))
        run(editor, choose([...inOrder, ...(isOne ? [] : now.unknown)]))
        onClose()
      }}
    >
      <fieldset className="layouts">
        <legend>{isOne ? 'One of these' : 'One or several of these'}</legend>
        {choices.map(({ key, label }, index) => (
          <label key={key} className="layout">
            <input
              type={isOne ? 'radio' : 'checkbox'}
              name="choice"
              autoFocus={index === 0}
              checked={chosen.includes(label)}
              onChange={() =>
                setChosen((before) => {
                  if (isOne) return [label]
                  return before.includes(label)
                    ? before.filter((each) => each !== label)
                    : [...before, label]
                })
              }
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    </FormDialog>
  )
}

/** The years a plan covers: they lend the year to timescales that do not say it. */
export function PeriodPrompt({ editor, position, onClose }: PromptProps & { position: number }) {
  const [period, setPeriodText] = useState(
    String(editor.state.doc.nodeAt(position)?.attrs['period'] ?? ''),
  )
  return (
    <FormDialog
      title="Years the plan covers"
      submit="Save the years"
      onClose={onClose}
      onSubmit={() => {
        run(editor, setPeriod(position, period))
        onClose()
      }}
    >
      <TextField
        label="Years"
        description="Such as 2026 - 2029 or 2026/27. Timescales without a year are read with them. Leave it empty to take those of the page header."
        value={period}
        onChange={setPeriodText}
        autoFocus
        maxLength={40}
      />
    </FormDialog>
  )
}

function sourceOf(choices: string): string {
  return choices === '' || isFrameworkKey(choices) ? choices : 'own'
}
