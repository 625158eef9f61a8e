import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import type { ConnectionStatus } from '../../editor/connection/connection.ts'
import './refusal-notice.css'

type Refused = Extract<ConnectionStatus, { state: 'refused' }>

/** The server said no for good: why, what to do, and the words it does not have. */
export function RefusalNotice({ status }: { status: Refused }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(status.unsent)
      setCopied(true)
    } catch {
      setCopied(false) // the browser keeps the clipboard to itself; the words can be selected
    }
  }
  return (
    <div className="refusal-notice">
      <Notice
        kind="problem"
        title={TITLES[status.code] ?? 'You can no longer edit this document'}
        actions={
          <>
            {status.unsent !== '' && (
              <Button icon="copy" onPress={() => void copy()}>
                {isCopied ? 'Copied' : 'Copy your words'}
              </Button>
            )}
            <Button kind="primary" onPress={() => location.reload()}>
              Reload
            </Button>
          </>
        }
      >
        <p>{status.message}</p>
        {status.unsent !== '' && (
          <>
            <p>The server does not have these words of yours yet. Copy them before you go on.</p>
            <textarea
              className="unsent-words"
              aria-label="Words the server does not have"
              readOnly
              rows={5}
              value={status.unsent}
            />
          </>
        )}
      </Notice>
    </div>
  )
}

const TITLES: Partial<Record<Refused['code'], string>> = {
  other_schema: 'Folkmoot was updated',
  not_found: 'This document was removed',
  signed_out: 'Please sign in again',
}
