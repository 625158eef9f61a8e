import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { correctTimescale, partiesOf } from '../../../shared/reading/cell-reading.ts'
import type { CellReading, ReadingLine } from '../../../shared/reading/cell-reading.ts'
import { isPartyCorrection, readCorrections } from '../../../shared/reading/correction.ts'
import type { Correction, TimescaleCorrection } from '../../../shared/reading/correction.ts'
import { wordsOfDate } from '../../../shared/reading/edtf.ts'
import { readTimescale } from '../../../shared/reading/timescale.ts'
import { everyInWords, timescaleInWords } from '../../../shared/reading/timescale-words.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/text-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { run } from '../perform.ts'
import { FormDialog } from '../prompts/words.tsx'
import type { PromptProps } from '../prompts/words.tsx'
import { correctReading, forgetCorrection, readingAt } from './correct.ts'
import { lineInWords } from './draw.ts'
import { readingsOf } from './readings.ts'

/** What a timescale or a lead means, where it was read otherwise. The words themselves stay. */
export function ReadingPrompt({
  editor,
  position,
  line,
  onClose,
}: PromptProps & { position: number; line: number }) {
  const [chosen, setChosen] = useState(line)
  const reading = readingAt(editor.state, position)
  const lines = reading?.lines ?? []
  const shown = lines[chosen] ?? lines[0]
  const choiceId = useId()
  if (reading === null || shown === undefined) return null

  const corrections = readCorrections(editor.state.doc.nodeAt(position)?.attrs['reading'])
  const forget = (words: string) => {
    run(editor, forgetCorrection(position, words))
    onClose()
  }
  const save = (correction: Correction, words: string) => {
    if (!run(editor, correctReading(position, correction))) {
      showToast({ words: 'These words are too long to be corrected.', kind: 'problem' })
      return
    }
    showToast({ words: `“${short(correction.for)}” is now read as: ${words}.` })
    onClose()
  }
  const about = {
    line: shown,
    reading,
    onClose,
    onForget: shown.state === 'corrected' ? () => forget(shown.text) : null,
    children: lines.length > 1 && (
      <div className="select-field">
        <label htmlFor={choiceId}>Which words</label>
        <select
          id={choiceId}
          value={lines.indexOf(shown)}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {lines.map((each, index) => (
            <option key={`${each.start} ${each.text} ${each.doubt}`} value={index}>
              {each.text === '' ? each.doubt : short(each.text)}
            </option>
          ))}
        </select>
      </div>
    ),
  }
  if (shown.state === 'stale') {
    const stale = corrections.find((each) => shown.doubt.endsWith(`“${each.for}”`))
    return (
      <FormDialog
        title="Correct the reading"
        submit="Drop the old correction"
        onClose={onClose}
        onSubmit={() => forget(stale?.for ?? '')}
      >
        {about.children}
        <p>
          Somebody corrected how “{short(stale?.for ?? '')}” is read. Those words are no longer in
          this cell, so the correction does not count. Choose other words of the cell to correct
          them, or drop the old correction.
        </p>
      </FormDialog>
    )
  }
  return reading.kind === 'timescale' ? (
    <TimescaleForm
      key={chosen}
      {...about}
      before={corrections.find((each) => each.for === shown.text && !isPartyCorrection(each))}
      onSave={save}
    />
  ) : (
    <PartyForm
      key={chosen}
      {...about}
      names={[...new Set(partiesOf(readingsOf(editor.state).directory).map(({ name }) => name))]}
      onSave={save}
    />
  )
}

interface FormProps {
  line: ReadingLine
  reading: CellReading
  children: ReactNode
  onSave: (correction: Correction, words: string) => void
  onForget: (() => void) | null
  onClose: () => void
}

const KINDS = {
  by: 'Due by a date',
  from: 'From a date on',
  range: 'From one date to another',
  recurring: 'Again and again',
  ongoing: 'Ongoing',
  tbc: 'To be confirmed',
  'on-demand': 'When needed',
  done: 'Done',
  none: 'Nothing about time',
} as const

const EVERY = ['P1W', 'P2W', 'P1M', 'P2M', 'P3M', 'term', 'P6M', 'P1Y', 'rolling']

function TimescaleForm(props: FormProps & { before: Correction | undefined }) {
  const { line, reading, children, onSave, onForget, onClose } = props
  const now =
    reading.kind === 'timescale'
      ? reading.readings.find(({ start }) => start === line.start)
      : undefined
  const [from, to] = datesOf(now?.edtf ?? '', now?.kind === 'from' || now?.kind === 'range')
  const [kind, setKind] = useState<keyof typeof KINDS>(kindOf(now?.kind))
  const [first, setFirst] = useState(from)
  const [last, setLast] = useState(to)
  const [every, setEvery] = useState(now?.every ?? 'P1M')
  const [isTried, setTried] = useState(false)
  const kindId = useId()
  const everyId = useId()

  const correction = correctionOf(line.text, { kind, first, last, every })
  const words = correction === null ? '' : timescaleInWords(correctTimescale(line, correction))
  const problem = (date: string) =>
    isTried && dateOf(date) === null ? 'Please type a date such as 31 December 2026.' : undefined
  const asksFirst = kind === 'from' || kind === 'range'
  const asksLast = kind === 'by' || kind === 'range'
  return (
    <FormDialog
      title="Correct the reading"
      submit="Save"
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (correction !== null) onSave(correction, words)
      }}
      more={onForget !== null && <Button onPress={onForget}>Take back the correction</Button>}
    >
      {children}
      <Quote line={line} reading={reading} />
      <div className="select-field">
        <label htmlFor={kindId}>It means</label>
        <select
          id={kindId}
          value={kind}
          onChange={(event) => setKind(event.target.value as keyof typeof KINDS)} // our own options
        >
          {Object.entries(KINDS).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </div>
      {asksFirst && (
        <TextField
          label="From"
          description="Such as September 2026"
          value={first}
          onChange={setFirst}
          problem={problem(first)}
        />
      )}
      {asksLast && (
        <TextField
          label={kind === 'by' ? 'Due by' : 'To'}
          description="Such as 31 December 2026 or December 2026"
          value={last}
          onChange={setLast}
          problem={problem(last)}
        />
      )}
      {kind === 'recurring' && (
        <div className="select-field">
          <label htmlFor={everyId}>How often</label>
          <select id={everyId} value={every} onChange={(event) => setEvery(event.target.value)}>
            {[...new Set([...EVERY, every])].map((each) => (
              <option key={each} value={each}>
                {capital(everyInWords(each))}
              </option>
            ))}
          </select>
        </div>
      )}
      <output className="reading-now">
        {words === '' ? (
          ''
        ) : (
          <>
            Will be read as: <strong>{words}</strong>
          </>
        )}
      </output>
    </FormDialog>
  )
}

function PartyForm(props: FormProps & { names: readonly string[] }) {
  const { line, reading, names, children, onSave, onForget, onClose } = props
  const [name, setName] = useState(
    line.state === 'corrected' ? (line.words.split(',')[0] ?? '') : '',
  )
  const [isTried, setTried] = useState(false)
  const listId = useId()
  const inputId = useId()
  return (
    <FormDialog
      title="Correct the reading"
      submit="Save"
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        const party = name.trim()
        if (party !== '') onSave({ for: line.text, party }, party)
      }}
      more={
        <>
          {onForget !== null && <Button onPress={onForget}>Take back the correction</Button>}
          <Button onPress={() => onSave({ for: line.text, party: '' }, 'nobody')}>
            It is nobody
          </Button>
        </>
      }
    >
      {children}
      <Quote line={line} reading={reading} />
      <div className="text-field">
        <label htmlFor={inputId}>Who is meant</label>
        <input
          id={inputId}
          list={listId}
          value={name}
          maxLength={200}
          aria-describedby={`${inputId}-about`}
          aria-invalid={isTried && name.trim() === ''}
          onChange={(event) => setName(event.target.value)}
        />
        <datalist id={listId}>
          {names.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </datalist>
        <small className="reading-now" id={`${inputId}-about`}>
          {isTried && name.trim() === ''
            ? 'Please type a name.'
            : 'A person, team or organisation, from the key or the directory'}
        </small>
      </div>
    </FormDialog>
  )
}

function Quote({ line, reading }: { line: ReadingLine; reading: CellReading }) {
  const words = lineInWords({ ...line, text: '' }, reading.kind)
  const now =
    reading.kind === 'timescale'
      ? reading.readings.find(({ start }) => start === line.start)
      : undefined
  const other = now?.ambiguous
  return (
    <div>
      <p className="reading-quote">{line.text}</p>
      <p className="reading-now">
        {words === '' ? 'Read as it is written' : `Read as: ${words}`}
        {other !== undefined && !words.includes(other) && ` (could also be ${other})`}
      </p>
    </div>
  )
}

/** The correction that a filled-in form makes; null while a date is missing. */
function correctionOf(
  words: string,
  {
    kind,
    first,
    last,
    every,
  }: { kind: keyof typeof KINDS; first: string; last: string; every: string },
): TimescaleCorrection | null {
  const from = dateOf(first)
  const to = dateOf(last)
  switch (kind) {
    case 'by':
      return to === null ? null : { for: words, kind, edtf: `../${to}` }
    case 'from':
      return from === null ? null : { for: words, kind, edtf: `${from}/..` }
    case 'range':
      return from === null || to === null ? null : { for: words, kind, edtf: `${from}/${to}` }
    case 'recurring':
      return { for: words, kind, every }
    default:
      return { for: words, kind }
  }
}

/** A date as people type it, as EDTF; null if it is not one date of a known year. */
function dateOf(typed: string): string | null {
  const [reading, ...more] = readTimescale(typed.trim())
  if (reading?.edtf === undefined || more.length > 0) return null
  if (!['point', 'by', 'from', 'done'].includes(reading.kind)) return null
  return reading.edtf.replace('../', '').replace('/..', '').replace(/[?~]/g, '')
}

function datesOf(edtf: string, beginsFirst: boolean): [from: string, to: string] {
  const [from = '', to = ''] = edtf.split('/')
  const words = (each: string) => (each === '' || each === '..' ? '' : wordsOfDate(plain(each)))
  if (to === '') return beginsFirst ? [words(from), ''] : ['', words(from)]
  return [words(from), words(to)]
}

function plain(edtf: string): string {
  return edtf.replace(/[?~]/g, '')
}

function kindOf(kind: string | undefined): keyof typeof KINDS {
  return kind !== undefined && isKind(kind) ? kind : 'by'
}

function isKind(kind: string): kind is keyof typeof KINDS {
  return Object.hasOwn(KINDS, kind)
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function short(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 58)}…` : line
}
