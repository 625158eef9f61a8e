import { useEffect } from 'react'
import { CONCERN_LIMITS } from '../../../shared/safety/limits.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { Helpers } from '../../safety/helpers.tsx'
import { useReport } from '../../safety/use-report.ts'
import './safeguarding-page.css'

export interface ReportFormProps {
  documentId: string | null
  /** Whoever only looks around as somebody else sees who can help, and reports nothing. */
  mayReport: boolean
  /** Where there is something to leave: told while words stand here that would be lost. */
  leaving?: { onWords: (areThere: boolean) => void; onLeave: () => void }
}

/** Who can help stands first; below it the words for those who look after people's safety. */
export function ReportForm({ documentId, mayReport, leaving }: ReportFormProps) {
  const { words, setWords, problem, isPending, told, handleSubmit } = useReport(documentId)
  const areThere = words.trim() !== '' && told === undefined
  const onWords = leaving?.onWords
  useEffect(() => onWords?.(areThere), [onWords, areThere])
  return (
    <div className="report">
      <Helpers />
      {told === 'somebody' && (
        <output>
          <Notice kind="info" title="It is with those who look after safeguarding">
            Nobody else reads it. If it cannot wait, ring one of the numbers above.
          </Notice>
        </output>
      )}
      {told === 'nobody' && (
        <Notice kind="problem" title="Nobody can read it yet">
          It is kept, but this partnership has no safeguarding lead here. Please ring one of the
          numbers above, or your own safeguarding team.
        </Notice>
      )}
      {told === undefined && mayReport && (
        <form className="report-form" onSubmit={handleSubmit}>
          <TextArea
            label="What worries you"
            description="Who, what, where and when, as far as you know. Only those who look after safeguarding read it."
            value={words}
            onChange={setWords}
            rows={5}
            maxLength={CONCERN_LIMITS.words}
          />
          {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
          <div className="dialog-actions">
            {leaving !== undefined && areThere && (
              <Button onPress={leaving.onLeave}>Close without reporting</Button>
            )}
            <Button
              type="submit"
              kind="primary"
              isDisabled={words.trim() === ''}
              isPending={isPending}
            >
              Report it
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}
