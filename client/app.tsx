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

/** The editor is most of the program's weight, so it is fetched with the first document. */
const DocumentPage = fetched(
  async () => (await import('./pages/document/document-page.tsx')).DocumentPage,
)

const ReportPage = fetched(async () => (await import('./pages/report/report-page.tsx')).ReportPage)

const DirectoryPage = fetched(
  async () => (await import('./pages/directory/directory-page.tsx')).DirectoryPage,
)

const VersionsPage = fetched(
  async () => (await import('./pages/versions/versions-page.tsx')).VersionsPage,
)

const ApprovalPage = fetched(
  async () => (await import('./pages/approval/approval-page.tsx')).ApprovalPage,
)

const ApprovalsPage = fetched(
  async () => (await import('./pages/approvals/approvals-page.tsx')).ApprovalsPage,
)

const SignUpPage = fetched(
  async () => (await import('./pages/sign-up/sign-up-page.tsx')).SignUpPage,
)

const DecisionsPage = fetched(
  async () => (await import('./pages/cover/decisions-page.tsx')).DecisionsPage,
)

const CoverTemplatePage = fetched(
  async () => (await import('./pages/cover/template-page.tsx')).CoverTemplatePage,
)

const AdoptionPage = fetched(
  async () => (await import('./pages/adoption/adoption-page.tsx')).AdoptionPage,
)

const PeoplePage = fetched(async () => (await import('./pages/people/people-page.tsx')).PeoplePage)

/** For leads with a link: they have no seat. */
const UpdatesPage = fetched(
  async () => (await import('./pages/updates/updates-page.tsx')).UpdatesPage,
)

const AskingPage = fetched(async () => (await import('./pages/asking/asking-page.tsx')).AskingPage)

const YouSaidPage = fetched(
  async () => (await import('./pages/asking/you-said-page.tsx')).YouSaidPage,
)

const WhatsChangedPage = fetched(
  async () => (await import('./pages/whats-changed/whats-changed-page.tsx')).WhatsChangedPage,
)

const RoomPage = fetched(async () => (await import('./pages/asking/room-page.tsx')).RoomPage)

const SeatPage = fetched(async () => (await import('./pages/seat/seat-page.tsx')).SeatPage)

const AuditPage = fetched(async () => (await import('./pages/audit/audit-page.tsx')).AuditPage)

const ScriptsPage = fetched(
  async () => (await import('./pages/scripts/scripts-page.tsx')).ScriptsPage,
)

const JoinPage = fetched(async () => (await import('./pages/join/join-page.tsx')).JoinPage)

const BackPage = fetched(async () => (await import('./pages/join/back-page.tsx')).BackPage)

const YouthGroupsPage = fetched(
  async () => (await import('./pages/youth-groups/youth-groups-page.tsx')).YouthGroupsPage,
)

const SafeguardingPage = fetched(
  async () => (await import('./pages/safeguarding/safeguarding-page.tsx')).SafeguardingPage,
)

const TimetablePage = fetched(
  async () => (await import('./pages/timetable/timetable-page.tsx')).TimetablePage,
)

const WorriedPage = fetched(
  async () => (await import('./pages/safeguarding/worried-page.tsx')).WorriedPage,
)

const PosterPage = fetched(
  async () => (await import('./pages/youth-groups/poster-page.tsx')).PosterPage,
)

/** Pages for whoever has no seat yet, or needs none: nobody is asked who they are. */
const OUTSIDE: Record<string, ComponentType> = {
  '/update': UpdatesPage,
  '/join': JoinPage,
  '/back': BackPage,
  '/worried': WorriedPage,
}

/** Routes and what stands around them. */
export function App() {
  const [path] = useLocation()
  const Outside = OUTSIDE[path]
  if (Outside !== undefined) return <WithoutSeat path={path} Page={Outside} />
  return (
    <I18nProvider locale="en-GB">
      <FailureBoundary place={path}>
        <SeatGate>
          <Switch>
            <Route path="/">
              <HomePage />
              <Arrival />
            </Route>
            <Route path="/directory">
              <DirectoryPage />
            </Route>
            <Route path="/documents/:documentId/asking">
              {({ documentId }) => <AskingPage key={documentId} documentId={documentId} />}
            </Route>
            <Route path="/documents/:documentId/you-said">
              {({ documentId }) => <YouSaidPage key={documentId} documentId={documentId} />}
            </Route>
            <Route path="/documents/:documentId/whats-changed">
              {({ documentId }) => <WhatsChangedPage key={documentId} documentId={documentId} />}
            </Route>
            <Route path="/documents/:documentId/room">
              {({ documentId }) => <RoomPage key={documentId} documentId={documentId} />}
            </Route>
            <Route path="/documents/:documentId/report">
              {({ documentId }) => <ReportPage key={documentId} documentId={documentId} />}
            </Route>
            <Route path="/documents/:documentId/versions">
              {({ documentId }) => <VersionsPage key={documentId} documentId={documentId} />}
            </Route>
            <Route path="/documents/:documentId/approval">
              {({ documentId }) => <ApprovalPage key={documentId} documentId={documentId} />}
            </Route>
            <Route path="/documents/:documentId/sign-up">
              {({ documentId }) => <SignUpPage key={documentId} documentId={documentId} />}
            </Route>
            <Route path="/approvals">
              <ApprovalsPage />
            </Route>
            <Route path="/documents/:documentId/decisions/:version">
              {({ documentId, version }) => (
                <DecisionsPage documentId={documentId} version={version} />
              )}
            </Route>
            <Route path="/cover-template">
              <CoverTemplatePage />
            </Route>
            <Route path="/documents/:documentId">
              {({ documentId }) => <DocumentPage key={documentId} documentId={documentId} />}
            </Route>
            <Route path="/adopt/:documentId">
              {({ documentId }) => <AdoptionPage key={documentId} documentId={documentId} />}
            </Route>
            <Route path="/people">
              <PeoplePage />
            </Route>
            <Route path="/audit">
              <AuditPage />
            </Route>
            <Route path="/consultations">
              <TimetablePage />
            </Route>
            <Route path="/safeguarding">
              <SafeguardingPage />
            </Route>
            <Route path="/scripts">
              <ScriptsPage />
            </Route>
            <Route path="/youth-groups">
              <YouthGroupsPage />
            </Route>
            <Route path="/youth-groups/:groupId/poster/:linkId">
              {({ groupId, linkId }) => <PosterPage groupId={groupId} linkId={linkId} />}
            </Route>
            <Route path="/seat">
              <SeatPage />
            </Route>
            <Route>
              <MissingPage />
              <Arrival />
            </Route>
          </Switch>
        </SeatGate>
      </FailureBoundary>
      <ToastRegion />
    </I18nProvider>
  )
}

function WithoutSeat({ path, Page }: { path: string; Page: ComponentType }) {
  return (
    <I18nProvider locale="en-GB">
      <FailureBoundary place={path}>
        <Page />
      </FailureBoundary>
      <ToastRegion />
    </I18nProvider>
  )
}
