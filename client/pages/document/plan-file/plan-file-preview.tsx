import type { PlanFileResponse } from '../../../../shared/api-plan-file.ts'
import { Checkbox } from '../../../components/checkbox.tsx'
import { Notice } from '../../../components/notice.tsx'

/** What of a file is taken only when it is asked for. */
export interface PlanFileChoice {
  isRemoving: boolean
  isMoving: boolean
}

/** What a file would change: row by row and cell by cell. */
export function PlanFilePreview({
  found: { changed, added, missing, moved, progress, unchanged, notes },
  choice,
  onChoice,
}: {
  found: PlanFileResponse
  choice: PlanFileChoice
  onChoice: (choice: PlanFileChoice) => void
}) {
  return (
    <div className="plan-file">
      <p>
        {changed.length} changed, {added.length} new, {missing.length} not in the file, {unchanged}{' '}
        the same{progress.length > 0 && `, progress of ${progress.length} updated`}. What others
        write meanwhile stays.
      </p>
      {notes.map((note) => (
        <Notice key={note} kind="warn">
          {note}
        </Notice>
      ))}
      {changed.map(({ id, name, cells }) => (
        <section key={id} className="plan-file-row">
          <h3>{called(name)}</h3>
          {cells.map((cell) => (
            <Change key={cell.heading} change={cell} />
          ))}
        </section>
      ))}
      {progress.map(({ id, name, fields }) => (
        <section key={id} className="plan-file-row">
          <h3>{called(name)}</h3>
          {fields.map((field) => (
            <Change key={field.heading} change={field} />
          ))}
        </section>
      ))}
      {added.map(({ line, name, group, cells }) => (
        <section key={line} className="plan-file-row">
          <h3>New: {name}</h3>
          {group !== '' && <p>{group}</p>}
          <div className="plan-file-cell">
            {Object.entries(cells).map(([key, text]) => (
              <ins key={key}>{text}</ins>
            ))}
          </div>
        </section>
      ))}
      {moved.length > 0 && (
        <section className="plan-file-row">
          <h3>Elsewhere in the file</h3>
          <ul>
            {moved.map(({ id, name, group }) => (
              <li key={id}>
                {called(name)}
                {group !== '' && <span className="plan-file-group"> in {group}</span>}
              </li>
            ))}
          </ul>
          <Checkbox
            isChecked={choice.isMoving}
            onChange={(isMoving) => onChoice({ ...choice, isMoving })}
          >
            {moved.length === 1
              ? 'Move this row to where it stands in the file'
              : `Move these ${moved.length} rows to where they stand in the file`}
          </Checkbox>
        </section>
      )}
      {missing.length > 0 && (
        <section className="plan-file-row">
          <h3>Not in the file</h3>
          <ul>
            {missing.map(({ id, name }) => (
              <li key={id}>{called(name)}</li>
            ))}
          </ul>
          <Checkbox
            isChecked={choice.isRemoving}
            onChange={(isRemoving) => onChoice({ ...choice, isRemoving })}
          >
            {missing.length === 1 ? 'Take this row out' : `Take these ${missing.length} rows out`}
          </Checkbox>
        </section>
      )}
    </div>
  )
}

function Change({
  change: { heading, before, after, isNewer },
}: {
  change: { heading: string; before: string; after: string; isNewer: boolean }
}) {
  return (
    <div className="plan-file-cell">
      <p className="plan-file-heading">{heading}</p>
      {isNewer && (
        <p className="plan-file-newer">Changed in the document too since the file was made.</p>
      )}
      <del>{before === '' ? 'nothing' : before}</del>
      <ins>{after === '' ? 'nothing' : after}</ins>
    </div>
  )
}

function called(name: string): string {
  return name === '' ? 'An action without words' : name
}
