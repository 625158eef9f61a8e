import { lazy, Suspense, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useLocation } from 'wouter'
import { Face } from '../../components/face.tsx'
import { Menu } from '../../components/menu.tsx'
import type { MenuAction } from '../../components/menu.tsx'
import { useSeat } from './seat.ts'
import './person-menu.css'

const ReportDialog = lazy(async () => ({
  default: (await import('../safeguarding/report-dialog.tsx')).ReportDialog,
}))

/** One's own face in the top bar, with what belongs to the person. */
export function PersonMenu({ more = [] }: { more?: readonly MenuAction[] }) {
  const { seat, onChangeSeat, onSignOut } = useSeat()
  const [, navigate] = useLocation()
  const [isReporting, setReporting] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const face = useRef<HTMLSpanElement>(null)
  useHandover({ face, open: { isOpen, isReporting }, setOpen, setReporting })
  const trigger = (
    <AriaButton className="person-button">
      <Face person={seat} />
      <span className="person-button-name">{seat.name}</span>
      <span ref={face} className="visually-hidden">
        (your menu)
      </span>
    </AriaButton>
  )
  const own: MenuAction[] = [
    { id: 'seat', label: 'Change name or colour', icon: 'pencil', onAction: onChangeSeat },
    { id: 'sessions', label: 'My seat and sessions', onAction: () => navigate('/seat') },
  ]
  const places: MenuAction[] = !seat.operations.includes('readDirectory')
    ? []
    : [
        {
          id: 'directory',
          label: 'Directory',
          icon: 'people',
          about: 'Organisations, groups and people',
          onAction: () => navigate('/directory'),
        },
      ]
  const approvals: MenuAction[] = seat.operations.includes('followApprovals')
    ? [
        {
          id: 'approvals',
          label: 'Approvals',
          about: 'What waits for whom',
          onAction: () => navigate('/approvals'),
        },
      ]
    : []
  const consultations: MenuAction[] = seat.operations.includes('followConsultations')
    ? [
        {
          id: 'consultations',
          label: 'Consultations',
          about: 'Who is asked, and until when',
          onAction: () => navigate('/consultations'),
        },
      ]
    : []
  const people: MenuAction[] = seat.operations.includes('manageAccounts')
    ? [{ id: 'people', label: 'Who can sign in', onAction: () => navigate('/people') }]
    : []
  const looking: MenuAction[] = [
    ...(seat.operations.includes('readAudit')
      ? [{ id: 'audit', label: 'Audit log', onAction: () => navigate('/audit') }]
      : []),
    { id: 'scripts', label: 'For scripts', onAction: () => navigate('/scripts') },
  ]
  const young: MenuAction[] = seat.operations.includes('manageYoungPeople')
    ? [
        {
          id: 'youth',
          label: 'Youth groups',
          about: 'Codes, posters and responsible adults',
          onAction: () => navigate('/youth-groups'),
        },
      ]
    : []
  const safety: MenuAction[] = [
    ...(['handleConcern', 'manageSafety'].some((each) =>
      seat.operations.some((own) => own === each),
    )
      ? [
          {
            id: 'safeguarding',
            label: 'Safeguarding',
            onAction: () => navigate('/safeguarding'),
          },
        ]
      : []),
    {
      id: 'concern',
      label: 'Report a concern',
      icon: 'warning',
      about: 'And who can help now',
      onAction: () => setReporting(true),
    },
  ]
  const leaving: MenuAction[] = [
    { id: 'leave', label: 'Sign out', onAction: () => onSignOut({ isEverywhere: false }) },
  ]
  return (
    <>
      <Menu
        label="Your menu"
        trigger={trigger}
        isOpen={isOpen}
        onOpenChange={setOpen}
        groups={[
          safety,
          [
            ...consultations,
            ...approvals,
            ...places,
            ...young,
            ...people,
            ...(seat.role === 'young' ? [] : looking),
          ],
          seat.isView ? [] : own,
          more,
          seat.isView ? [] : leaving,
        ]}
      />
      {isReporting && (
        <Suspense>
          <ReportDialog onClose={() => setReporting(false)} />
        </Suspense>
      )}
    </>
  )
}

/** What was open in the bar that is being replaced, and whether the focus was on its button. */
let left: { isOpen: boolean; isReporting: boolean; hadFocus: boolean } | null = null

/**
 * A page that is still waiting for its content has a bar of its own, which the bar of the whole page
 * replaces: what one has begun in the first goes on in the second.
 */
function useHandover({
  face,
  open,
  setOpen,
  setReporting,
}: {
  face: RefObject<HTMLElement | null>
  open: { isOpen: boolean; isReporting: boolean }
  setOpen: (isOpen: boolean) => void
  setReporting: (isReporting: boolean) => void
}): void {
  const latest = useRef(open)
  useLayoutEffect(() => {
    latest.current = open
  })
  useLayoutEffect(() => {
    const button = face.current?.closest('button') ?? null
    // Also before the menu opens: closing it leads back to where the focus was.
    if (left?.isOpen === true || left?.hadFocus === true) button?.focus({ preventScroll: true })
    if (left?.isOpen === true) setOpen(true)
    if (left?.isReporting === true) setReporting(true)
    return () => {
      left = { ...latest.current, hadFocus: document.activeElement === button }
      // Only for the bar that comes in the same moment, not for one of a later page.
      queueMicrotask(() => (left = null))
    }
  }, [face, setOpen, setReporting])
}
