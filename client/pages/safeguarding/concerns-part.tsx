import { useCallback, useEffect, useState } from 'react'
import { HOURS_TO_OPEN } from '../../../shared/safety/limits.ts'
import type { Concern, ConcernSummary, ConcernsResponse } from '../../../shared/safety/concerns.ts'
import { listConcerns, openConcern } from '../../api-safety.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { Notice } from '../../components/notice.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { ConcernView } from './concern-view.tsx'
import { momentInWords } from './moments.ts'

const STATES: Record<ConcernSummary['state'], string> = {
  new: 'Not opened',
  read: 'Opened',
  settled: 'Settled',
}

/** The concerns, without a word of them until one is opened, which is recorded. */
export function ConcernsPart() {
  const [found, setFound] = useState<ConcernsResponse>()
  const [opened, setOpened] = useState<Concern>()
  const [problem, setProblem] = useState<string>()
  const look = useCallback(() => {
    listConcerns().then(setFound, (failure: Error) => setProblem(failure.message))
  }, [])
  useEffect(look, [look])
  const first = found?.lead ?? null
  const second = found?.deputy ?? null
  const open = (id: string) => {
    openConcern(id).then(
      (concern) => {
        setOpened(concern)
        look()
      },
      (failure: Error) => setProblem(failure.message),
    )
  }
  return (
    <section className="safeguarding-part" aria-label="Concerns">
      <h2>Concerns</h2>
      <p className="lead">
        {first === null ? 'All moderators are called' : `${first} is called first`}.{' '}
        {second === null ? 'The others are' : `${second} is`} told when nobody has opened one for{' '}
        {HOURS_TO_OPEN} working hours. Each opening is recorded.
      </p>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      {found === undefined && problem === undefined && <Waiting words="Looking up…" lines={3} />}
      {found?.concerns.length === 0 && <p>Nobody has reported a concern.</p>}
      <ul className="concern-list" aria-label="Concerns, the newest first">
        {found?.concerns.map((each) => (
          <li key={each.id}>
            <div className="concern-row">
              <span>
                <strong>Reported {momentInWords(each.at)}</strong>
                {each.deputyToldAt !== null && (
                  <span className="concern-late">
                    Nobody opened it in time; the deputy was told {momentInWords(each.deputyToldAt)}
                  </span>
                )}
              </span>
              <Chip tone={each.state === 'new' ? 'moot' : 'plain'}>{STATES[each.state]}</Chip>
              {opened?.id !== each.id && (
                <Button kind={each.callsYou ? 'primary' : undefined} onPress={() => open(each.id)}>
                  Open it<span className="visually-hidden"> ({momentInWords(each.at)})</span>
                </Button>
              )}
            </div>
            {opened?.id === each.id && (
              <ConcernView
                concern={opened}
                onChange={(concern) => {
                  setOpened(concern)
                  look()
                }}
                onClose={() => setOpened(undefined)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
