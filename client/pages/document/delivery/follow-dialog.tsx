import { useCallback, useEffect, useState } from 'react'
import type { UpdateLink } from '../../../../shared/api-delivery.ts'
import { wordsOfDate } from '../../../../shared/reading/edtf.ts'
import {
  endCalendar,
  endUpdateLink,
  listCalendars,
  listUpdateLinks,
  makeCalendar,
  makeUpdateLink,
} from '../../../api-delivery.ts'
import { Button } from '../../../components/button.tsx'
import { CalendarAddresses } from '../../../components/calendar-addresses.tsx'
import { DateField } from '../../../components/date-field.tsx'
import { dayFromToday } from '../../../components/days.ts'
import { Dialog } from '../../../components/dialog.tsx'
import { SecretAddress } from '../../../components/secret-address.tsx'
import { SelectField } from '../../../components/select-field.tsx'
import { showToast } from '../../../components/toast.tsx'
import { useDelivery } from './delivery.ts'
import { StatusesForm } from './statuses-form.tsx'
import './follow-dialog.css'

/** How leads update and calendars follow: links to hand out, and the words of the statuses. */
export function FollowDialog({
  documentId,
  leads,
  onClose,
}: {
  documentId: string
  leads: readonly string[]
  onClose: () => void
}) {
  const { delivery } = useDelivery()
  return (
    <Dialog title="Follow the plan" isOpen onClose={onClose} size="large">
      {delivery.mayManage && <LeadLinks documentId={documentId} leads={leads} />}
      <Calendars documentId={documentId} />
      {delivery.mayManage && (
        <section className="follow-part">
          <h3>Statuses</h3>
          <StatusesForm documentId={documentId} />
        </section>
      )}
    </Dialog>
  )
}

function LeadLinks({ documentId, leads }: { documentId: string; leads: readonly string[] }) {
  const [links, setLinks] = useState<UpdateLink[]>([])
  const [lead, setLead] = useState(leads[0] ?? '')
  const [until, setUntil] = useState(() => dayFromToday(90))
  const [made, setMade] = useState<string | null>(null)
  useEffect(() => {
    listUpdateLinks(documentId).then(setLinks, sayProblem)
  }, [documentId])
  const make = async () => {
    const { link, summary } = await makeUpdateLink(documentId, { lead, until })
    setLinks([summary, ...links])
    setMade(`${location.origin}/update#${link}`)
  }
  return (
    <section className="follow-part">
      <h3>Links for leads</h3>
      <p>A lead says by their link how their actions get on. They need no seat and cannot edit.</p>
      {leads.length === 0 ? (
        <p>No action names a lead yet.</p>
      ) : (
        <div className="follow-make">
          <SelectField
            label="Who leads"
            value={lead}
            choices={leads.map((each) => ({ value: each, label: each }))}
            onChange={setLead}
          />
          <DateField label="Last day" value={until} onChange={setUntil} />
          <Button onPress={() => make().catch(sayProblem)}>Make a link</Button>
        </div>
      )}
      {made !== null && (
        <SecretAddress words={`A link for ${links[0]?.lead ?? ''}`} address={made} />
      )}
      <ul className="follow-list">
        {links.map((link) => (
          <li key={link.id}>
            <span>
              {link.lead} <small>until {wordsOfDate(link.until)}</small>
            </span>
            <Button
              onPress={() => {
                setLinks(links.filter(({ id }) => id !== link.id))
                endUpdateLink(documentId, link.id).catch(sayProblem)
              }}
            >
              End this link
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Calendars({ documentId }: { documentId: string }) {
  const list = useCallback(() => listCalendars(documentId), [documentId])
  return (
    <section className="follow-part">
      <h3>Dates in your calendar</h3>
      <p>
        Your calendar reads the dates of this plan from an address of your own, and follows when
        they change. Whoever has the address can read the dates, so keep it to yourself.
      </p>
      <CalendarAddresses
        list={list}
        make={() => makeCalendar(documentId)}
        end={(id) => endCalendar(documentId, id)}
      />
    </section>
  )
}

function sayProblem(problem: Error): void {
  showToast({ words: problem.message, kind: 'problem' })
}
