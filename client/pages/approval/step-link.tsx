import { useState } from 'react'
import type { ApprovalStep } from '../../../shared/approval.ts'
import { linkToStep } from '../../api-approval.ts'
import { Button } from '../../components/button.tsx'
import { dayFromToday } from '../../components/days.ts'
import { showToast } from '../../components/toast.tsx'
import './approval-page.css'

export interface StepLinkProps {
  documentId: string
  version: string
  step: Pick<ApprovalStep, 'id' | 'body'>
}

/** A link for a body without an account: it decides this step and is over with it. */
export function StepLink({ documentId, version, step }: StepLinkProps) {
  const [link, setLink] = useState<string>()
  const make = () => {
    linkToStep({ documentId, version, step: step.id }, dayFromToday(30)).then(
      (made) => setLink(`${location.origin}/documents/${documentId}/approval#enter=${made.link}`),
      (failure: Error) => showToast({ words: failure.message, kind: 'problem' }),
    )
  }
  return (
    <div className="approval-actions">
      <Button icon="link" onPress={make}>
        Make a link for {step.body}
      </Button>
      {link !== undefined && (
        <p className="approval-soft">
          Send this to them alone. It opens five times within 30 days, until they have decided:{' '}
          <code>{link}</code>
        </p>
      )}
    </div>
  )
}
