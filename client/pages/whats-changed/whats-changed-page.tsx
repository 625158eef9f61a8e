import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { Link } from 'wouter'
import type { InvolvementLevel } from '../../../shared/young/words.ts'
import { INVOLVEMENT_LEVELS, LEVEL_WORDS } from '../../../shared/young/words.ts'
import { RATINGS, RATING_WORDS, STEPS, STEP_WORDS } from '../../../shared/whats-changed.ts'
import type { OwnSheet, SheetResponse } from '../../../shared/whats-changed.ts'
import { readSheet, sheetFile, writeSheet } from '../../api-whats-changed.ts'
import { Button } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TextField } from '../../components/text-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { dropTyped, useTyped } from '../../use-typed.ts'
import { useSeat } from '../enter/seat.ts'
import '../asking/asking-page.css'
import './whats-changed-page.css'

/** The What’s Changed sheet: drawn from consultations and answers, with a service’s own words. */
export function WhatsChangedPage({ documentId }: { documentId: string }) {
  const [sheet, setSheet] = useState<SheetResponse>()
  const [problem, setProblem] = useState<string>()
  const { seat } = useSeat()
  useEffect(() => {
    readSheet(documentId).then(setSheet, (failure: Error) => setProblem(failure.message))
  }, [documentId])
  const title = sheet?.title ?? 'What’s Changed'
  return (
    <>
      <TopBar
        where={<Link href={`/documents/${documentId}`}>{title}</Link>}
        menu={<PersonMenu />}
      />
      <MainPart title={`What’s Changed – ${title}`} className="sheet asking">
        <h1>What’s Changed</h1>
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        {sheet === undefined && problem === undefined && <Waiting words="Looking up…" lines={6} />}
        {sheet !== undefined && (
          <Sheet
            key={sheet.changedAt}
            documentId={documentId}
            sheet={sheet}
            isEditable={seat.operations.includes('answerComments')}
            onKept={setSheet}
          />
        )}
      </MainPart>
    </>
  )
}

interface SheetProps {
  documentId: string
  sheet: SheetResponse
  isEditable: boolean
  onKept: (sheet: SheetResponse) => void
}

function Sheet({ documentId, sheet, isEditable, onKept }: SheetProps) {
  const { seat } = useSeat()
  const form = `sheet ${documentId}`
  const [{ own, since }, setTyped] = useTyped(form, 'own', { own: sheet.own, since: sheet.own })
  const setOwn = (next: OwnSheet) => setTyped({ own: next, since })
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    writeSheet(documentId, { ...own, since }).then(
      (kept) => {
        dropTyped(seat, form)
        showToast({ words: 'The sheet is kept.' })
        onKept(kept)
      },
      (failure: Error) => {
        setProblem(failure.message)
        setPending(false)
      },
    )
  }
  return (
    <form className="asking-form" onSubmit={handleSubmit}>
      <p className="lead">
        What a service does at each level of involvement, what comes next, and what changed. What
        was asked and answered here stands in it already.
      </p>
      <div className="asking-actions print-hidden">
        <Button onPress={() => print()}>Print</Button>
        <a className="asking-file" href={sheetFile(documentId, 'docx')}>
          Word file
        </a>
        <a className="asking-file" href={sheetFile(documentId, 'pdf')}>
          PDF
        </a>
        <Link className="asking-file" href={`/documents/${documentId}/you-said`}>
          You said, we did
        </Link>
      </div>
      {isEditable ? (
        <div className="print-hidden">
          <TextField
            label="Service or team"
            value={own.service}
            onChange={(service) => setOwn({ ...own, service })}
            maxLength={120}
          />
        </div>
      ) : (
        <p>{own.service}</p>
      )}
      {isEditable && <p className="sheet-on-paper">{own.service}</p>}
      {INVOLVEMENT_LEVELS.map((level) => (
        <Level key={level} {...{ level, own, isEditable }} drawn={sheet.drawn} onChange={setOwn} />
      ))}
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      {isEditable && (
        <div className="asking-actions print-hidden">
          <Button type="submit" kind="primary" isPending={isPending}>
            Keep the sheet
          </Button>
        </div>
      )}
    </form>
  )
}

interface LevelProps {
  level: InvolvementLevel
  own: OwnSheet
  drawn: SheetResponse['drawn']
  isEditable: boolean
  onChange: (own: OwnSheet) => void
}

function Level({ level, own, drawn, isEditable, onChange }: LevelProps) {
  const row = own.levels[level]
  const change = (more: Partial<OwnSheet['levels'][InvolvementLevel]>) =>
    onChange({ ...own, levels: { ...own.levels, [level]: { ...row, ...more } } })
  const { name, means } = LEVEL_WORDS[level]
  return (
    <section className="sheet-level" aria-label={name}>
      <h2>{name}</h2>
      <p>{means}</p>
      <div className="sheet-steps">
        {STEPS.map((step) => (
          <div key={step} className="sheet-step">
            <h3>{STEP_WORDS[step]}</h3>
            {drawn[level][step].length > 0 && (
              <ul>
                {drawn[level][step].map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
            {isEditable && (
              <div className="print-hidden">
                <TextArea
                  label={`Own words: ${STEP_WORDS[step].toLowerCase()}`}
                  value={row[step]}
                  onChange={(words) => change({ [step]: words })}
                  maxLength={2000}
                />
              </div>
            )}
            <p className={isEditable ? 'sheet-own sheet-on-paper' : 'sheet-own'}>{row[step]}</p>
          </div>
        ))}
      </div>
      <fieldset className="sheet-ratings" disabled={!isEditable}>
        <legend>How far we have come</legend>
        {RATINGS.map((rating) => (
          <label key={rating} className="asking-choose">
            <input
              type="radio"
              name={`rating-${level}`}
              checked={row.rating === rating}
              onChange={() => change({ rating })}
            />
            <span>{RATING_WORDS[level][rating]}</span>
          </label>
        ))}
      </fieldset>
    </section>
  )
}
