import type { ReactNode } from 'react'
import type { YoungReading } from '../../shared/consultations.ts'
import { LEVEL_WORDS } from '../../shared/young/words.ts'

export interface IntroProps {
  reading: YoungReading
  /** Where their group is asked to decide about it; null if it is not. */
  decideAt: string | null
  onStart: () => void
  /** Says something about all of it; null where one may not. */
  onSay: (() => void) | null
}

/** The first card: what this is, what can change, how long it takes, when one hears back. */
export function Intro({ reading, decideAt, onStart, onSay }: IntroProps) {
  const { documentId, title, consultation, sections } = reading
  return (
    <article className="card">
      <h1>{consultation?.title ?? title}</h1>
      {consultation === null ? (
        <p>
          This is “{title}”. Read it, tap what you want to talk about, and say what you think.
          Nobody is asking for answers by a day just now.
        </p>
      ) : (
        <>
          {consultation.about !== '' && <p>{consultation.about}</p>}
          <dl className="facts">
            <Fact name={LEVEL_WORDS[consultation.level].name}>
              {LEVEL_WORDS[consultation.level].means}
            </Fact>
            <Fact name="What you can change">{consultation.canChange}</Fact>
            {consultation.cannotChange !== '' && (
              <Fact name="What cannot change">
                {[consultation.cannotChange, consultation.because]
                  .filter((each) => each !== '')
                  .join(' ')}
              </Fact>
            )}
            <Fact name="How long it takes">
              About {consultation.minutes} minutes. Stop when you like.
            </Fact>
            <Fact name={consultation.state === 'planned' ? 'When' : 'Until'}>
              {consultation.state === 'planned'
                ? `From ${inWords(consultation.opensOn)} to ${inWords(consultation.closesOn)}`
                : inWords(consultation.closesOn)}
            </Fact>
            <Fact name="When you hear back">By {inWords(consultation.hearBackOn)}</Fact>
            {consultation.wentOn !== null && consultation.wentOn.count > 0 && (
              <Fact name="Without an answer">
                {consultation.wentOn.count === 1
                  ? '1 comment has none. '
                  : `${consultation.wentOn.count} comments have none. `}
                Why: {consultation.wentOn.reason}
              </Fact>
            )}
            <Fact name="Who sees what you write">
              The people who write this plan. Others see it when somebody has checked it, with your
              nickname and group, never your real name.
            </Fact>
          </dl>
        </>
      )}
      {decideAt !== null && (
        <p className="notice">
          Your group is asked to decide about this.{' '}
          <a href={decideAt}>See what others decided, and say what you decide</a>
        </p>
      )}
      <button
        type="button"
        className="main-button"
        onClick={onStart}
        disabled={sections.length === 0}
      >
        {sections.length === 0 ? 'There is nothing to read yet' : 'Start reading'}
      </button>
      <div className="choices">
        {onSay !== null && (
          <button type="button" className="choice" onClick={onSay}>
            Say something now
          </button>
        )}
        <a className="choice" href={`/documents/${documentId}`}>
          The whole plan on one page
        </a>
      </div>
    </article>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function inWords(day: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
}
