import { useState } from 'react'
import type { AccountSummary, NewLinkResponse } from '../../../shared/api-seats.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'

const TITLES: Record<NewLinkResponse['letter'], (account: AccountSummary) => string> = {
  sent: ({ email }) => `A link went to ${email}`,
  failed: ({ email }) => `The letter to ${email} could not be sent`,
  none: ({ name }) => `A link for ${name}`,
}

/** A new one-time link, shown this once: to hand over, where it did not go out by e-mail. */
export function LinkNotice({ made }: { made: NewLinkResponse }) {
  const [isCopied, setCopied] = useState(false)
  const { account, link, letter } = made
  const address = `${location.origin}/#enter=${link}`
  const copy = () => {
    navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false), // the browser keeps the clipboard to itself; the words can be selected
    )
  }
  const lasts = account.state === 'invited' ? 'for seven days' : 'for 15 minutes'
  return (
    <Notice
      kind={letter === 'failed' ? 'warn' : 'info'}
      title={TITLES[letter](account)}
      actions={
        <Button icon="copy" onPress={copy}>
          {isCopied ? 'Link copied' : 'Copy link'}
        </Button>
      }
    >
      <p>
        It works once, {lasts}.{letter !== 'sent' && ' Hand it to them and to nobody else.'}
      </p>
      <p>
        <code className="people-link">{address}</code>
      </p>
    </Notice>
  )
}
