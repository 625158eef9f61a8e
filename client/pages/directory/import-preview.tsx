import { useId } from 'react'
import { countLines } from '../../../shared/directory/import-plan.ts'
import type { ImportLine, ImportPlan } from '../../../shared/directory/import-plan.ts'
import { TABLE_NAMES } from '../../../shared/directory/tables.ts'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { listed } from './words.ts'
import './import-preview.css'

export interface ImportPreviewProps {
  plan: ImportPlan
  choices: Readonly<Record<string, string>>
  onChoose: (line: string, choice: string) => void
}

/** What an import would do: first what is unclear, then what is new, then what changes. */
export function ImportPreview({ plan, choices, onChoose }: ImportPreviewProps) {
  const counts = countLines(plan.lines)
  const asked = plan.lines.filter(
    ({ choices, outcome }) => choices.length > 0 || outcome === 'unclear',
  )
  const others = plan.lines.filter((line) => !asked.includes(line))
  const partly = others.filter(({ notes, outcome }) => notes.length > 0 && outcome !== 'new')
  const list = (outcome: ImportLine['outcome']) => others.filter((line) => line.outcome === outcome)
  return (
    <div className="import-preview">
      <dl className="import-preview-counts">
        {(
          [
            ['New', counts.new],
            ['Changed', counts.changed],
            ['As it is', counts.unchanged],
            ['Unclear', counts.unclear],
          ] as const
        ).map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count.toLocaleString('en-GB')}</dd>
          </div>
        ))}
      </dl>
      <LeftOut plan={plan} />
      <Lines title="Unclear, and left out until you say" lines={asked}>
        {(line) => <UnclearLine line={line} choice={choices[line.key]} onChoose={onChoose} />}
      </Lines>
      <Lines title="New" lines={list('new')}>
        {(line) => <NewLine line={line} />}
      </Lines>
      <Lines title="Changed" lines={list('changed')}>
        {(line) => <ChangedLine line={line} />}
      </Lines>
      <Lines
        title="As it is, but not everything was understood"
        lines={partly.filter(({ outcome }) => outcome === 'unchanged')}
      >
        {(line) => <Notes line={line} />}
      </Lines>
      <p className="import-preview-rule">
        An empty cell keeps what is there, and nobody is removed because they are not in the file.
      </p>
    </div>
  )
}

/** Sheets and columns that mean nothing to us. */
function LeftOut({ plan: { tables, skipped } }: { plan: ImportPlan }) {
  const columns = tables.filter(({ unknown }) => unknown.length > 0)
  if (columns.length + skipped.length === 0) return null
  return (
    <Notice kind={tables.length === 0 ? 'warn' : 'info'}>
      {columns.map(({ name, noun, unknown }) => (
        <p key={name}>
          {TABLE_NAMES[noun]}: {unknown.length === 1 ? 'the column' : 'the columns'}{' '}
          {quoted(unknown)} {unknown.length === 1 ? 'is' : 'are'} left out.
        </p>
      ))}
      {skipped.length > 0 && (
        <p>
          {quoted(skipped)} {skipped.length === 1 ? 'is' : 'are'} left out: no row near the top has
          headings such as Name, Initials, Title, Organisation and E-mail. “Save a copy” shows them
          all.
        </p>
      )}
    </Notice>
  )
}

function quoted(names: readonly string[]): string {
  return listed(names.map((name) => `“${name}”`))
}

const MOST_SHOWN = 100

interface LinesProps {
  title: string
  lines: readonly ImportLine[]
  children: (line: ImportLine) => React.ReactNode
}

function Lines({ title, lines, children }: LinesProps) {
  const id = useId()
  if (lines.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul>
        {lines.slice(0, MOST_SHOWN).map((line) => (
          <li key={line.key}>
            <p className="import-preview-name">
              {line.name === '' ? 'No name' : line.name}{' '}
              <span>
                {TABLE_NAMES[line.noun]}, row {line.row}
              </span>
            </p>
            {children(line)}
          </li>
        ))}
      </ul>
      {lines.length > MOST_SHOWN && (
        <p>And {(lines.length - MOST_SHOWN).toLocaleString('en-GB')} more of this kind.</p>
      )}
    </section>
  )
}

function UnclearLine({
  line,
  choice,
  onChoose,
}: {
  line: ImportLine
  choice: string | undefined
  onChoose: ImportPreviewProps['onChoose']
}) {
  return (
    <>
      {line.outcome === 'unclear' && <Notes line={line} />}
      {line.choices.length > 0 && (
        <SelectField
          label={`What row ${line.row} means`}
          isLabelHidden
          value={choice ?? ''}
          choices={[{ value: '', label: 'Leave it out' }, ...line.choices]}
          onChange={(value) => onChoose(line.key, value)}
        />
      )}
      {line.outcome !== 'unclear' && <ChangedLine line={line} />}
    </>
  )
}

function NewLine({ line }: { line: ImportLine }) {
  return (
    <>
      {line.changes.length > 0 && (
        <p>{line.changes.map(({ field, after }) => `${field}: ${after}`).join(' · ')}</p>
      )}
      <Notes line={line} />
    </>
  )
}

function ChangedLine({ line }: { line: ImportLine }) {
  return (
    <>
      {line.changes.map(({ field, before, after }) => (
        <p key={field}>
          {field}: {before === '' ? 'nothing' : <del>{before}</del>} becomes <ins>{after}</ins>
        </p>
      ))}
      <Notes line={line} />
    </>
  )
}

function Notes({ line }: { line: ImportLine }) {
  return line.notes.map((note) => (
    <p key={note} className="import-preview-note">
      {note}
    </p>
  ))
}
