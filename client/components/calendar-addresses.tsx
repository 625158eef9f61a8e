import { useEffect, useState } from 'react'
import type { CalendarFeed, NewCalendarFeedResponse } from '../../shared/api-delivery.ts'
import { wordsOfDate } from '../../shared/reading/edtf.ts'
import { Button } from './button.tsx'
import { SecretAddress } from './secret-address.tsx'
import { showToast } from './toast.tsx'
import './calendar-addresses.css'

export interface CalendarAddressesProps {
  /** Stay the same while it is shown. */
  list: () => Promise<CalendarFeed[]>
  make: () => Promise<NewCalendarFeedResponse>
  end: (id: string) => Promise<void>
}

/** Addresses from which one's calendar reads days: making one, and ending those there are. */
export function CalendarAddresses({ list, make, end }: CalendarAddressesProps) {
  const [feeds, setFeeds] = useState<CalendarFeed[]>([])
  const [made, setMade] = useState<string | null>(null)
  useEffect(() => {
    list().then(setFeeds, sayProblem)
  }, [list])
  const add = async () => {
    const { path, summary } = await make()
    setFeeds([summary, ...feeds])
    setMade(location.origin + path)
  }
  return (
    <>
      <div>
        <Button onPress={() => add().catch(sayProblem)}>Make an address</Button>
      </div>
      {made !== null && (
        <SecretAddress words="Subscribe to this address in your calendar" address={made} />
      )}
      <ul className="calendar-addresses">
        {feeds.map((feed) => (
          <li key={feed.id}>
            <span>An address made on {wordsOfDate(feed.createdAt.slice(0, 10))}</span>
            <Button
              onPress={() => {
                setFeeds(feeds.filter(({ id }) => id !== feed.id))
                end(feed.id).catch(sayProblem)
              }}
            >
              End this address
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

function sayProblem(problem: Error): void {
  showToast({ words: problem.message, kind: 'problem' })
}
