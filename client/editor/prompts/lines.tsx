import { useState } from 'react'
import { matchLines, proposalAt } from '../action-table/lines.ts'
import { run } from '../perform.ts'
import { FormDialog } from './words.tsx'
import type { PromptProps } from './words.tsx'

/** Asks whether the lines of a row belong together, and shows which would. */
export function LinesPrompt({ editor, onClose }: PromptProps) {
  const proposal = proposalAt(editor.state) ?? []
  const [actions, ...others] = proposal
  const [left, setLeft] = useState<readonly string[]>([])
  const kept = others.filter(({ key }) => !left.includes(key))
  const count = actions?.lines.length ?? 0
  return (
    <FormDialog
      title="Do these lines belong together?"
      submit="Yes, they do"
      onClose={onClose}
      onSubmit={() => {
        if (actions !== undefined && kept.length > 0) {
          run(editor, matchLines([actions.key, ...kept.map(({ key }) => key)]))
        }
        onClose()
      }}
    >
      <p>
        {count} lines each. Every action then has its own lead and timescale in lists and timelines,
        and the row is printed line beside line.
      </p>
      <div className="lines-proposed">
        <table>
          <thead>
            <tr>
              {[actions, ...kept].map((column) => (
                <th key={column?.key} scope="col">
                  {column?.heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {actions?.lines.map((line, index) => (
              <tr key={`${line.start}`}>
                <th scope="row">{line.text}</th>
                {kept.map(({ key, lines }) => (
                  <td key={key}>{lines[index]?.text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {others.length > 1 && (
        <fieldset className="layouts">
          <legend>Columns to match</legend>
          {others.map(({ key, heading }) => (
            <label key={key} className="layout">
              <input
                type="checkbox"
                checked={!left.includes(key)}
                onChange={() =>
                  setLeft((before) =>
                    before.includes(key) ? before.filter((each) => each !== key) : [...before, key],
                  )
                }
              />
              <span>{heading}</span>
            </label>
          ))}
        </fieldset>
      )}
    </FormDialog>
  )
}
