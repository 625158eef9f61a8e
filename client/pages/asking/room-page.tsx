import { useEffect, useState } from 'react'
import { renderSVG } from 'uqr'
import { VOTES, VOTE_WORDS } from '../../../shared/young/words.ts'
import type { VotesResponse } from '../../../shared/votes.ts'
import { listVotes } from '../../api-asking.ts'
import { Button } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { WorryLink } from '../../components/worry-link.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { useAsking } from './use-asking.ts'
import './room-page.css'

const LOOK_EVERY_MS = 2_000

/** For the big screen: one part, how to answer, and the counts once they are revealed. */
export function RoomPage({ documentId }: { documentId: string }) {
  const { asking, problem } = useAsking(documentId)
  const [place, setPlace] = useState(0)
  const [isRevealed, setRevealed] = useState(false)
  const votes = useVotes(documentId)
  const sections = asking?.reading.sections ?? []
  const section = sections[place]
  const go = (to: number) => {
    setPlace(Math.min(sections.length - 1, Math.max(0, to)))
    setRevealed(false)
  }
  const counts = section === undefined ? undefined : votes?.counts[section.id]
  const total = counts === undefined ? 0 : counts.agree + counts.notSure + counts.disagree
  const address = `${location.origin}/y/${documentId}`
  return (
    <MainPart title="Big screen" className="room">
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      {asking === undefined && problem === undefined && <Waiting words="Looking up…" lines={4} />}
      {section !== undefined && (
        <>
          <div className="room-said">
            <h1>{section.heading}</h1>
            <p>{section.plain ?? section.items[0]?.text ?? ''}</p>
            <output className="room-counts">
              {isRevealed ? (
                VOTES.map((vote) => (
                  <span key={vote} className="room-count">
                    <b>{counts?.[vote] ?? 0}</b> {VOTE_WORDS[vote]}
                  </span>
                ))
              ) : (
                <span>
                  {total === 1 ? '1 person has answered' : `${total} people have answered`}
                </span>
              )}
            </output>
          </div>
          <aside className="room-way" aria-label="How to answer">
            <Code address={address} />
            <p>{address.replace(/^https?:\/\//, '')}</p>
            <WorryLink />
          </aside>
          <nav className="room-steps" aria-label="Parts">
            <Button isDisabled={place === 0} onPress={() => go(place - 1)}>
              Back
            </Button>
            <Button kind="primary" onPress={() => setRevealed(!isRevealed)}>
              {isRevealed ? 'Hide the answers' : 'Show the answers'}
            </Button>
            <Button isDisabled={place + 1 >= sections.length} onPress={() => go(place + 1)}>
              Next
            </Button>
          </nav>
        </>
      )}
    </MainPart>
  )
}

/** A code for phones as an image, so that nothing has to be put into the page as markup. */
function Code({ address }: { address: string }) {
  const image = `data:image/svg+xml,${encodeURIComponent(renderSVG(address, { border: 2 }))}`
  return <img src={image} alt={`A code that leads to ${address}`} width={320} height={320} />
}

function useVotes(documentId: string): VotesResponse | undefined {
  const [votes, setVotes] = useState<VotesResponse>()
  useEffect(() => {
    const look = () => listVotes(documentId).then(setVotes, () => undefined) // shown again in a moment
    void look()
    const timer = setInterval(() => void look(), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [documentId])
  return votes
}
