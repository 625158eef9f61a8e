import { lazy, Suspense, useEffect, useRef } from 'react'
import type { ComponentType } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Route, Switch, useLocation } from 'wouter'
import { FailureBoundary } from './components/failure-boundary.tsx'
import { ToastRegion } from './components/toast.tsx'
import { Waiting } from './components/waiting.tsx'
import { SeatGate } from './pages/enter/seat-gate.tsx'
import { HomePage } from './pages/home/home-page.tsx'
import { MissingPage } from './pages/home/missing-page.tsx'

/** The editor is most of the program's weight, so it is fetched with the first document. */
const DocumentPage = lazy(async () => {
  const page = await import('./pages/document/document-page.tsx')
  return { default: page.DocumentPage }
})

const ReportPage = lazy(async () => {
  const page = await import('./pages/report/report-page.tsx')
  return { default: page.ReportPage }
})

const DirectoryPage = lazy(async () => {
  const page = await import('./pages/directory/directory-page.tsx')
  return { default: page.DirectoryPage }
})

const VersionsPage = lazy(async () => {
  const page = await import('./pages/versions/versions-page.tsx')
  return { default: page.VersionsPage }
})

const ApprovalPage = lazy(async () => {
  const page = await import('./pages/approval/approval-page.tsx')
  return { default: page.ApprovalPage }
})

const PeoplePage = lazy(async () => {
  const page = await import('./pages/people/people-page.tsx')
  return { default: page.PeoplePage }
})

/** For leads with a link: they have no seat. */
const UpdatesPage = lazy(async () => {
  const page = await import('./pages/updates/updates-page.tsx')
  return { default: page.UpdatesPage }
})

const AskingPage = lazy(async () => {
  const page = await import('./pages/asking/asking-page.tsx')
  return { default: page.AskingPage }
})

const YouSaidPage = lazy(async () => {
  const page = await import('./pages/asking/you-said-page.tsx')
  return { default: page.YouSaidPage }
})

const RoomPage = lazy(async () => {
  const page = await import('./pages/asking/room-page.tsx')
  return { default: page.RoomPage }
})

const SeatPage = lazy(async () => {
  const page = await import('./pages/seat/seat-page.tsx')
  return { default: page.SeatPage }
})

const AuditPage = lazy(async () => {
  const page = await import('./pages/audit/audit-page.tsx')
  return { default: page.AuditPage }
})

const ScriptsPage = lazy(async () => {
  const page = await import('./pages/scripts/scripts-page.tsx')
  return { default: page.ScriptsPage }
})

const JoinPage = lazy(async () => {
  const page = await import('./pages/join/join-page.tsx')
  return { default: page.JoinPage }
})

const BackPage = lazy(async () => {
  const page = await import('./pages/join/back-page.tsx')
  return { default: page.BackPage }
})

const YouthGroupsPage = lazy(async () => {
  const page = await import('./pages/youth-groups/youth-groups-page.tsx')
  return { default: page.YouthGroupsPage }
})

const SafeguardingPage = lazy(async () => {
  const page = await import('./pages/safeguarding/safeguarding-page.tsx')
  return { default: page.SafeguardingPage }
})

const WorriedPage = lazy(async () => {
  const page = await import('./pages/safeguarding/worried-page.tsx')
  return { default: page.WorriedPage }
})

const PosterPage = lazy(async () => {
  const page = await import('./pages/youth-groups/poster-page.tsx')
  return { default: page.PosterPage }
})

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
          <Suspense fallback={<Waiting words="Opening the page…" />}>
            <Switch>
              <Route path="/">
                <HomePage />
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
              <Route path="/documents/:documentId">
                {({ documentId }) => <DocumentPage key={documentId} documentId={documentId} />}
              </Route>
              <Route path="/people">
                <PeoplePage />
              </Route>
              <Route path="/audit">
                <AuditPage />
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
              </Route>
            </Switch>
            <Arrival path={path} />
          </Suspense>
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
        <Suspense fallback={<Waiting words="Opening the page…" />}>
          <Page />
        </Suspense>
      </FailureBoundary>
      <ToastRegion />
    </I18nProvider>
  )
}

/**
 * Moves focus to the main part of a page one has gone to, as a browser does between documents.
 * Stands inside Suspense, so that it acts once a page that is being fetched is there.
 */
function Arrival({ path }: { path: string }) {
  const last = useRef(path)
  useEffect(() => {
    if (last.current === path) return
    last.current = path
    const main = document.getElementById('main')
    if (main === null || main.contains(document.activeElement)) return
    window.scrollTo(0, 0)
    main.focus({ preventScroll: true })
  }, [path])
  return null
}
