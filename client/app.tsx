import type { ComponentType } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Route, Switch, useLocation } from 'wouter'
import { Arrival } from './components/arrival.tsx'
import { FailureBoundary } from './components/failure-boundary.tsx'
import { fetched } from './components/fetched.tsx'
import { ToastRegion } from './components/toast.tsx'
import { SeatGate } from './pages/enter/seat-gate.tsx'
import { HomePage } from './pages/home/home-page.tsx'
import { MissingPage } from './pages/home/missing-page.tsx'

/** Pages about one document. The editor is most of the program's weight: it comes with the first. */
const OF_DOCUMENT: Record<string, ComponentType<{ documentId: string }>> = {
  '/documents/:documentId': fetched(
    async () => (await import('./pages/document/document-page.tsx')).DocumentPage,
  ),
  '/documents/:documentId/asking': fetched(
    async () => (await import('./pages/asking/asking-page.tsx')).AskingPage,
  ),
  '/documents/:documentId/you-said': fetched(
    async () => (await import('./pages/asking/you-said-page.tsx')).YouSaidPage,
  ),
  '/documents/:documentId/whats-changed': fetched(
    async () => (await import('./pages/whats-changed/whats-changed-page.tsx')).WhatsChangedPage,
  ),
  '/documents/:documentId/room': fetched(
    async () => (await import('./pages/asking/room-page.tsx')).RoomPage,
  ),
  '/documents/:documentId/report': fetched(
    async () => (await import('./pages/report/report-page.tsx')).ReportPage,
  ),
  '/documents/:documentId/versions': fetched(
    async () => (await import('./pages/versions/versions-page.tsx')).VersionsPage,
  ),
  '/documents/:documentId/approval': fetched(
    async () => (await import('./pages/approval/approval-page.tsx')).ApprovalPage,
  ),
  '/documents/:documentId/sign-up': fetched(
    async () => (await import('./pages/sign-up/sign-up-page.tsx')).SignUpPage,
  ),
  '/adopt/:documentId': fetched(
    async () => (await import('./pages/adoption/adoption-page.tsx')).AdoptionPage,
  ),
}

const DecisionsPage = fetched(
  async () => (await import('./pages/cover/decisions-page.tsx')).DecisionsPage,
)

const PosterPage = fetched(
  async () => (await import('./pages/youth-groups/poster-page.tsx')).PosterPage,
)

/** Pages with an address of their own. */
const ALONE: Record<string, ComponentType> = {
  '/directory': fetched(
    async () => (await import('./pages/directory/directory-page.tsx')).DirectoryPage,
  ),
  '/approvals': fetched(
    async () => (await import('./pages/approvals/approvals-page.tsx')).ApprovalsPage,
  ),
  '/cover-template': fetched(
    async () => (await import('./pages/cover/template-page.tsx')).CoverTemplatePage,
  ),
  '/people': fetched(async () => (await import('./pages/people/people-page.tsx')).PeoplePage),
  '/audit': fetched(async () => (await import('./pages/audit/audit-page.tsx')).AuditPage),
  '/consultations': fetched(
    async () => (await import('./pages/timetable/timetable-page.tsx')).TimetablePage,
  ),
  '/safeguarding': fetched(
    async () => (await import('./pages/safeguarding/safeguarding-page.tsx')).SafeguardingPage,
  ),
  '/scripts': fetched(async () => (await import('./pages/scripts/scripts-page.tsx')).ScriptsPage),
  '/youth-groups': fetched(
    async () => (await import('./pages/youth-groups/youth-groups-page.tsx')).YouthGroupsPage,
  ),
  '/seat': fetched(async () => (await import('./pages/seat/seat-page.tsx')).SeatPage),
}

/** Pages for whoever has no seat yet, or needs none: nobody is asked who they are. */
const OUTSIDE: Record<string, ComponentType> = {
  '/update': fetched(async () => (await import('./pages/updates/updates-page.tsx')).UpdatesPage),
  '/join': fetched(async () => (await import('./pages/join/join-page.tsx')).JoinPage),
  '/back': fetched(async () => (await import('./pages/join/back-page.tsx')).BackPage),
  '/worried': fetched(
    async () => (await import('./pages/safeguarding/worried-page.tsx')).WorriedPage,
  ),
}

/** Routes and what stands around them. */
export function App() {
  const [path] = useLocation()
  const Outside = OUTSIDE[path]
  return (
    <I18nProvider locale="en-GB">
      <FailureBoundary place={path}>
        {Outside !== undefined ? (
          <Outside />
        ) : (
          <SeatGate>
            <Pages />
          </SeatGate>
        )}
      </FailureBoundary>
      <ToastRegion />
    </I18nProvider>
  )
}

function Pages() {
  return (
    <Switch>
      <Route path="/">
        <HomePage />
        <Arrival />
      </Route>
      {Object.entries(OF_DOCUMENT).map(([path, Page]) => (
        <Route<{ documentId: string }> key={path} path={path}>
          {({ documentId }) => <Page key={documentId} documentId={documentId} />}
        </Route>
      ))}
      <Route path="/documents/:documentId/decisions/:version">
        {({ documentId, version }) => <DecisionsPage documentId={documentId} version={version} />}
      </Route>
      {Object.entries(ALONE).map(([path, Page]) => (
        <Route key={path} path={path}>
          <Page />
        </Route>
      ))}
      <Route path="/youth-groups/:groupId/poster/:linkId">
        {({ groupId, linkId }) => <PosterPage groupId={groupId} linkId={linkId} />}
      </Route>
      <Route>
        <MissingPage />
        <Arrival />
      </Route>
    </Switch>
  )
}
