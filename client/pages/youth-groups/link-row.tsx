import type { GroupLinkSummary, YouthGroup } from '../../../shared/api-young.ts'
import { showJoinCode } from '../../../shared/young/join-code.ts'
import { wordsOfDate } from '../../../shared/reading/edtf.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { showToast } from '../../components/toast.tsx'
import { AGE_BAND_NAMES, LINK_STATES, joinAddress } from './words.ts'

export interface LinkRowProps {
  group: YouthGroup
  link: GroupLinkSummary
  onEnd: () => void
}

/** One code with what is known about it. */
export function LinkRow({ group, link, onEnd }: LinkRowProps) {
  const { id, code, adult, ageBand, until, uses, used, state } = link
  const copy = () => {
    navigator.clipboard.writeText(joinAddress(code)).then(
      () => showToast({ words: 'The link is copied.' }),
      () => showToast({ words: joinAddress(code) }),
    )
  }
  return (
    <li>
      <span className="youth-words">
        <code className="youth-code">{showJoinCode(code)}</code>
        <span className="youth-about">
          {AGE_BAND_NAMES[ageBand]}, {used} of {uses} joined, until {wordsOfDate(until)},{' '}
          {adult.name}
        </span>
      </span>
      {state === 'open' ? (
        <>
          <Button icon="link" onPress={copy}>
            Copy link
          </Button>
          <ButtonLink href={`/youth-groups/${group.id}/poster/${id}`}>Poster</ButtonLink>
          <Button onPress={onEnd}>
            End<span className="visually-hidden"> the link {showJoinCode(code)}</span>
          </Button>
        </>
      ) : (
        <Chip>{LINK_STATES[state]}</Chip>
      )}
    </li>
  )
}
