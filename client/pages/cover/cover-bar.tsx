import { useCallback, useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { VersionSummary } from '../../../shared/api-versions.ts'
import { BLANKS } from '../../../shared/cover/cover-report.ts'
import type { CoverResponse, Submission } from '../../../shared/cover/cover-report.ts'
import { findBlanks } from '../../../shared/cover/read-report.ts'
import { labelInWords } from '../../../shared/versions.ts'
import { fillCover, readCover, rebindCover, submitCover } from '../../api-cover.ts'
import { listVersions } from '../../api-versions.ts'
import { Button } from '../../components/button.tsx'
import { sayDay } from '../../components/days.ts'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { goToBlank } from '../../editor/cover/go.ts'
import type { Editor } from '../../editor/create-editor.ts'
import { isSameData, useEditorValue } from '../../editor/use-editor-value.ts'
import { useSeat } from '../enter/seat.ts'
import './cover.css'

export interface CoverBarProps {
  documentId: string
  editor: Editor
  isEditable: boolean
}

/** Above a cover report: what it is about, what is still blank, and sending it out. */
export function CoverBar({ documentId, editor, isEditable }: CoverBarProps) {
  const [cover, setCover] = useState<CoverResponse>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    readCover(documentId).then(setCover, (failure: Error) => setProblem(failure.message))
  }, [documentId])
  if (cover === undefined) {
    return problem === undefined ? null : <Notice kind="problem">{problem}</Notice>
  }
  return (
    <section className="cover-bar" aria-label="Cover report">
      <About cover={cover} />
      <Blanks editor={editor} cover={cover} />
      {isEditable && <Work documentId={documentId} cover={cover} onCover={setCover} />}
    </section>
  )
}

function About({ cover: { about, withdrawn, submissions } }: { cover: CoverResponse }) {
  const last = submissions.at(-1)
  return (
    <>
      <p>
        About{' '}
        <Link href={`/documents/${about.document}/versions?show=${about.version}`}>
          {about.label} of {about.title}
        </Link>
        . {last !== undefined && <Sent submission={last} />}
      </p>
      {withdrawn !== '' && <Notice kind="warn">{`That version is withdrawn: ${withdrawn}`}</Notice>}
    </>
  )
}

function Sent({ submission: { number, about, at } }: { submission: Submission }) {
  return (
    <>
      Went out as {number} with {about.label} on {sayDay(new Date(at))}.
    </>
  )
}

/** As the text stands, with what others write; each leads to its place. */
function Blanks({ editor, cover: { parts } }: { editor: Editor; cover: CoverResponse }) {
  const select = useCallback(({ doc }: Editor['state']) => findBlanks(doc, parts), [parts])
  const blanks = useEditorValue(editor, select, { isSame: isSameData, delayMs: 250 })
  if (blanks.length === 0) return <p>Every part is written.</p>
  return (
    <details className="cover-blanks">
      <summary>
        {blanks.length === 1
          ? '1 part is not written yet'
          : `${blanks.length} parts are not written yet`}
      </summary>
      {blanks.some(({ isImplication }) => isImplication) && (
        <p className="cover-soft">Where nothing follows for an implication, type None.</p>
      )}
      <ul>
        {blanks.map(({ key, title, why, block }) => (
          <li key={key}>
            <button type="button" onClick={() => goToBlank(editor, block)}>
              {title}
            </button>
            {why !== 'blank' && <span className="cover-soft">{BLANKS[why]}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Work({
  documentId,
  cover,
  onCover,
}: {
  documentId: string
  cover: CoverResponse
  onCover: (cover: CoverResponse) => void
}) {
  const { seat } = useSeat()
  const mayRun = seat.operations.includes('runApproval')
  const newest = useNewest(cover.about.document)
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const { version, hash, document } = cover.about

  async function take(answer: Promise<CoverResponse>, say: (cover: CoverResponse) => string) {
    setPending(true)
    setProblem(undefined)
    try {
      const next = await answer
      onCover(next)
      showToast({ words: say(next) })
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure))
    }
    setPending(false)
  }

  return (
    <>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <div className="cover-actions">
        <Button
          isPending={isPending}
          onPress={() => take(fillCover(documentId), ({ kept }) => filledInWords(kept))}
        >
          Fill from the answers and the plan
        </Button>
        {mayRun && newest !== null && newest.id !== version && (
          <Button
            isPending={isPending}
            onPress={() =>
              take(
                rebindCover(documentId, { version: newest.id, hash: newest.hash }),
                () => `The report is about ${labelInWords(newest)} now.`,
              )
            }
          >
            Make it about {labelInWords(newest)}
          </Button>
        )}
        {mayRun && (
          <Button
            isPending={isPending}
            onPress={() =>
              take(
                submitCover(documentId, { version, hash }),
                ({ about }) => `The report goes with ${about.label}.`,
              )
            }
          >
            Send it out
          </Button>
        )}
        <Link href={`/documents/${document}/approval`}>Approval</Link>
      </div>
    </>
  )
}

function filledInWords(kept: number): string {
  const done = 'What people said and what the plan needs is in the report.'
  if (kept === 0) return done
  return kept === 1
    ? `${done} One paragraph that somebody changed was left as it is.`
    : `${done} ${kept} paragraphs that somebody changed were left as they are.`
}

/** The last version of the document that stands. */
function useNewest(documentId: string): VersionSummary | null {
  const [newest, setNewest] = useState<VersionSummary | null>(null)
  useEffect(() => {
    listVersions(documentId).then(
      ({ versions }) => setNewest(versions.find(({ withdrawn }) => withdrawn === null) ?? null),
      () => setNewest(null), // whoever may not see versions is offered none
    )
  }, [documentId])
  return newest
}
