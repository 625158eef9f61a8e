import { memo } from 'react'
import { FINDING_KINDS, checkPlans, isNote } from '../../../shared/reading/plan-check.ts'
import type { Finding, FindingKind, PlanCheck } from '../../../shared/reading/plan-check.ts'
import { Icon } from '../../components/icons.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import type { Editor } from '../../editor/create-editor.ts'
import { goToFinding } from '../../editor/readings/go.ts'
import { readingsOf } from '../../editor/readings/readings.ts'
import { isSameData, useEditorValue } from '../../editor/use-editor-value.ts'
import { useLinkCheck } from './use-link-check.ts'
import './plan-check.css'

/** After this long without a keystroke the plan is checked again, in ms. */
const QUIET_MS = 500

/** What the plan still lacks, each a way to its cell. Follows the text while it is written. */
export const PlanCheckPanel = memo(function PlanCheckPanel({
  editor,
  onGo,
  onClose,
}: {
  editor: Editor
  /** Before the caret goes to a cell. */
  onGo: () => void
  onClose: () => void
}) {
  const { rows, findings } = useEditorValue(editor, checkState, {
    isSame: isSameData,
    delayMs: QUIET_MS,
  })
  useLinkCheck(editor)
  const open = findings.filter((finding) => !isNote(finding)).length
  return (
    <SidePanel
      title="Plan check"
      closeLabel="Close the plan check"
      className="plan-check"
      onClose={onClose}
    >
      <output className="plan-check-sum">{sumInWords(rows, open)}</output>
      {kindsIn(findings).map((kind) => (
        <Section
          key={kind}
          kind={kind}
          findings={findings.filter((each) => each.kind === kind)}
          onGo={(finding) => {
            onGo()
            requestAnimationFrame(() => goToFinding(editor, finding)) // the text may have been hidden
          }}
        />
      ))}
    </SidePanel>
  )
})

function Section({
  kind,
  findings,
  onGo,
}: {
  kind: FindingKind
  findings: readonly Finding[]
  onGo: (finding: Finding) => void
}) {
  return (
    <details className="plan-check-section" open>
      <summary>
        <Icon name="chevronRight" size={16} />
        <span>{FINDING_KINDS[kind]}</span>
        <span className="plan-check-count">{findings.length}</span>
      </summary>
      <ul>
        {findings.map((finding, index) => (
          <li key={`${finding.words} ${finding.note} ${index}`}>
            {finding.position === null ? (
              <p className="plan-check-entry">{finding.words}</p>
            ) : (
              <button type="button" className="plan-check-entry" onClick={() => onGo(finding)}>
                <span>{finding.words === '' ? 'An action without words' : finding.words}</span>
                {finding.note !== '' && <small>{finding.note}</small>}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

function checkState(state: Editor['state']): PlanCheck {
  return checkPlans(readingsOf(state))
}

function kindsIn(findings: readonly Finding[]): FindingKind[] {
  return [...new Set(findings.map(({ kind }) => kind))]
}

function sumInWords(rows: number, open: number): string {
  if (rows === 0) return 'There are no actions in this document yet.'
  const actions = rows === 1 ? '1 action' : `${rows} actions`
  if (open === 0) return `${actions}. Nothing is missing.`
  return `${actions}. ${open === 1 ? '1 thing' : `${open} things`} to look at.`
}
