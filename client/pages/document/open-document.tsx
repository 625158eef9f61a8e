import { Suspense, lazy, useCallback, useEffect, useRef, useState } from 'react'
import type { DocumentSummary } from '../../../shared/api.ts'
import { uploadImage } from '../../api.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Faces } from '../../components/face.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import type { Connection } from '../../editor/connection/connection.ts'
import { isSharedComputer } from '../../editor/connection/shared-computer.ts'
import { ContentsList } from '../../editor/contents-list.tsx'
import type { Editor } from '../../editor/create-editor.ts'
import { EditorSurface } from '../../editor/editor-surface.tsx'
import { NotesList } from '../../editor/notes-list.tsx'
import { focusText } from '../../editor/perform.ts'
import { Toolbar } from '../../editor/toolbar.tsx'
import { useLocation, useSearch } from 'wouter'
import { goToFinding } from '../../editor/readings/go.ts'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useSeat } from '../enter/seat.ts'
import { ViewTabs } from './plan-views/view-tabs.tsx'
import { addressOf, viewIn } from './plan-views/views.ts'
import { DeliveryContext } from './delivery/delivery.ts'
import { useProgress } from './delivery/use-progress.tsx'
import { CommentsButtons, CommentsPart } from './comments/comments-part.tsx'
import { useComments } from './comments/use-comments.ts'
import { DeviceQuestion } from './device-question.tsx'
import { DocumentMenu } from './document-menu.tsx'
import { RefusalNotice } from './refusal-notice.tsx'
import { SaveState, useReturnMessage } from './save-state.tsx'
import { TitleField } from './title-field.tsx'
import { useIsRefused, useMayEdit, usePeople, useStatus } from './use-connection.ts'
import { useDirectoryIn } from './use-directory.ts'
import { useLinkTargets } from './use-link-targets.ts'
import { usePageKeys } from './use-page-keys.ts'
import { usePlace } from './use-place.ts'
import { useHandedBack } from './use-handed-back.ts'
import './open-document.css'

const PlanCheckPanel = lazy(async () => ({
  default: (await import('./plan-check.tsx')).PlanCheckPanel,
}))

const ShareDialog = lazy(async () => ({
  default: (await import('./share-dialog.tsx')).ShareDialog,
}))

const RemovedRows = lazy(async () => ({
  default: (await import('./removed-rows.tsx')).RemovedRows,
}))

const PlanViews = lazy(async () => ({
  default: (await import('./plan-views/plan-views.tsx')).PlanViews,
}))
const CoverBar = lazy(async () => ({
  default: (await import('../cover/cover-bar.tsx')).CoverBar,
}))
const SittingsDialog = lazy(async () => {
  const dialog = await import('./sittings-dialog.tsx')
  return { default: dialog.SittingsDialog }
})

const VersionsPanel = lazy(async () => {
  const panel = await import('../versions/versions-panel.tsx')
  return { default: panel.VersionsPanel }
})

/** What a lost network must not take away is fetched with the page, behind the text. */
function fetchBehindTheText(): void {
  void import('../../components/menu-list.tsx')
  void import('./plan-check.tsx')
}

export interface OpenDocumentProps {
  document: DocumentSummary
  connection: Connection
  onRenamed: (title: string) => void
}

/** The page of a document that exists: bars, contents, the sheet. */
export function OpenDocument({ document, connection, onRenamed }: OpenDocumentProps) {
  const isRefused = useIsRefused(connection)
  const isReady = useReady(connection)
  const isEditable = useMayEdit(connection) && !isRefused
  const [editor, setEditor] = useState<Editor | null>(null)
  const [isContentsOpen, setContentsOpen] = useState(false)
  const [isCheckOpen, setCheckOpen] = useState(false)
  const [areVersionsOpen, setVersionsOpen] = useState(false)
  const [isSittingsOpen, setSittingsOpen] = useState(false)
  const [path, navigate] = useLocation()
  const viewState = viewIn(useSearch())
  const isText = viewState.view === 'table'
  const progress = useProgress(editor, { document, connection })
  const bars = useBarsHeight()
  usePageKeys(editor)
  useDirectoryIn(editor)
  const [areRowsShown, setRowsShown] = useState(false)
  useEffect(() => {
    if (editor !== null) fetchBehindTheText()
  }, [editor])
  const comments = useComments(document.id, connection)
  const [areCommentsOpen, setCommentsOpen] = useState(false)
  const showText = useCallback(() => navigate(addressOf(path, 'table')), [navigate, path])
  const linkTargets = useLinkTargets(document.id)
  const showStandards = useCallback(() => navigate(addressOf(path, 'standard')), [navigate, path])
  usePlace(editor, { onText: showText, onStandards: showStandards })
  const showRemovedRows = useCallback(() => setRowsShown(true), [])
  useHandedBack(connection, showRemovedRows)

  return (
    <div className="open-document">
      {areRowsShown && editor !== null && (
        <Suspense fallback={null}>
          <RemovedRows
            documentId={document.id}
            editor={editor}
            onClose={() => setRowsShown(false)}
          />
        </Suspense>
      )}
      <div className="document-bars" ref={bars}>
        <TopBar
          where={
            <TitleField
              documentId={document.id}
              title={document.title}
              isEditable={isEditable}
              onRenamed={onRenamed}
            />
          }
          stage={<Stage document={document} />}
          saveState={<LiveSaveState connection={connection} />}
          people={<Here connection={connection} />}
          action={<ShareButton documentId={document.id} />}
          menu={
            <>
              <DocumentMenu
                document={document}
                connection={connection}
                onCheck={() => {
                  setVersionsOpen(false)
                  setCheckOpen(true)
                }}
                onVersions={() => {
                  setCheckOpen(false)
                  setVersionsOpen(true)
                }}
                onSittings={() => setSittingsOpen(true)}
                onRemovedRows={isEditable ? showRemovedRows : null}
                onFollow={progress.onFollow}
                onPlanFile={isEditable ? progress.onPlanFile : null}
              />
              <PersonMenu />
            </>
          }
        />
        {editor !== null && isText && (
          <section className="document-tools" aria-label="Tools">
            <span className="contents-button">
              <IconButton label="Contents" icon="menu" onPress={() => setContentsOpen(true)} />
            </span>
            {isEditable ? <Toolbar editor={editor} /> : <span className="no-toolbar" />}
            <CommentsButtons
              editor={editor}
              store={comments}
              isOpen={areCommentsOpen}
              onOpen={setCommentsOpen}
            />
          </section>
        )}
      </div>
      <div className={isText ? 'document-columns' : 'document-columns is-view'}>
        {isText && (
          <aside className="document-side" aria-label="Contents">
            {editor !== null && <ContentsList editor={editor} />}
          </aside>
        )}
        <MainPart title={document.title} className="document-main">
          <h1 className="visually-hidden">{document.title}</h1>
          <div className="document-notices">
            {isRefused && <LiveRefusal connection={connection} />}
            {isReady && isEditable && <DeviceQuestion connection={connection} />}
            {editor !== null && document.kind === 'coverReport' && (
              <Suspense>
                <CoverBar documentId={document.id} editor={editor} isEditable={isEditable} />
              </Suspense>
            )}
          </div>
          {editor !== null && <ViewTabs editor={editor} path={path} state={viewState} />}
          {editor !== null && !isText && (
            <Suspense fallback={<Waiting words="Opening the view…" lines={6} />}>
              <DeliveryContext value={progress.view}>
                <PlanViews
                  editor={editor}
                  state={viewState}
                  onFilter={(filter) =>
                    navigate(addressOf(path, viewState.view, filter), { replace: true })
                  }
                  onOpen={({ position }) => {
                    navigate(addressOf(path, 'table'))
                    // Once the text is in sight again.
                    requestAnimationFrame(() => goToFinding(editor, { position, key: null }))
                  }}
                />
              </DeliveryContext>
            </Suspense>
          )}
          {isReady ? (
            <div hidden={!isText}>
              <EditorSurface
                fragment={connection.fragment}
                awareness={connection.awareness}
                title={document.title}
                isEditable={isEditable}
                storeImage={storeImage}
                getSections={connection.getSections}
                mayUnlock={connection.mayUnlock}
                linkTargets={linkTargets}
                isReport={document.kind === 'coverReport'}
                onEditor={setEditor}
              />
              {editor !== null && <NotesList editor={editor} isEditable={isEditable} />}
            </div>
          ) : (
            !isRefused && <Waiting words="Opening the document…" lines={8} />
          )}
        </MainPart>
        {progress.panels}
        {editor !== null && (
          <CommentsPart
            editor={editor}
            documentId={document.id}
            connection={connection}
            store={comments}
            onGo={showText}
            isOpen={areCommentsOpen}
            onOpen={setCommentsOpen}
          />
        )}
        {editor !== null && isCheckOpen && (
          <Suspense>
            <PlanCheckPanel
              editor={editor}
              onGo={() => navigate(addressOf(path, 'table'))}
              onClose={() => {
                setCheckOpen(false)
                focusText(editor)
              }}
            />
          </Suspense>
        )}
        {areVersionsOpen && (
          <Suspense fallback={null}>
            <VersionsPanel
              documentId={document.id}
              connection={connection}
              onClose={() => {
                setVersionsOpen(false)
                if (editor !== null) focusText(editor)
              }}
            />
          </Suspense>
        )}
      </div>
      {isSittingsOpen && (
        <Suspense fallback={null}>
          <SittingsDialog documentId={document.id} isOpen onClose={() => setSittingsOpen(false)} />
        </Suspense>
      )}
      {editor !== null && (
        <Dialog title="Contents" isOpen={isContentsOpen} onClose={() => setContentsOpen(false)}>
          <ContentsList editor={editor} onGo={() => setContentsOpen(false)} />
        </Dialog>
      )}
    </div>
  )
}

function Stage({ document }: { document: DocumentSummary }) {
  const words = [document.stage, document.version].filter((each) => each !== '').join(' ')
  return words === '' ? null : <Chip>{words}</Chip>
}

/** The state changes with every keystroke: only what shows it renders again. */
function LiveSaveState({ connection }: { connection: Connection }) {
  const status = useStatus(connection)
  useReturnMessage(status)
  return <SaveState status={status} />
}

function LiveRefusal({ connection }: { connection: Connection }) {
  const status = useStatus(connection)
  const isOut = status.state === 'refused' && status.code === 'signed_out'
  useEffect(() => {
    // Others use this computer: nobody shall find the words of whoever was in on its screen.
    if (isOut && isSharedComputer()) location.reload()
  }, [isOut])
  return status.state === 'refused' ? <RefusalNotice status={status} /> : null
}

function Here({ connection }: { connection: Connection }) {
  const people = usePeople(connection)
  if (people.length === 0) return null
  return (
    <Faces
      label="Also here"
      people={people.map(({ clientId, name, colour }) => ({ id: String(clientId), name, colour }))}
    />
  )
}

/** The one main thing to do here for now: get colleagues in. */
function ShareButton({ documentId }: { documentId: string }) {
  const { seat } = useSeat()
  const [isOpen, setOpen] = useState(false)
  if (!seat.operations.includes('seeSharing')) return null
  return (
    <span className="share-button">
      <Button kind="primary" icon="people" onPress={() => setOpen(true)}>
        Share
      </Button>
      {isOpen && (
        <Suspense>
          <ShareDialog documentId={documentId} isOpen onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </span>
  )
}

async function storeImage(file: File): Promise<{ content: string }> {
  return uploadImage(file).result
}

function useReady(connection: Connection): boolean {
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    let isGone = false
    void connection.ready.then(() => {
      if (!isGone) setReady(true)
    })
    return () => {
      isGone = true
    }
  }, [connection])
  return isReady
}

/** Tells the style sheets how high the bars are, so that what sticks sticks below them. */
function useBarsHeight() {
  const bars = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = bars.current
    if (element === null) return
    const root = element.parentElement
    let known = -1
    const measure = (): void => {
      // On small screens only the last of the bars stays in sight, and the frame has no box.
      const sticky = element.offsetHeight > 0 ? element : element.lastElementChild
      const height = sticky instanceof HTMLElement ? sticky.offsetHeight : 0
      if (height === known) return
      known = height
      root?.style.setProperty('--bars-height', `${height}px`)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(root ?? element)
    return () => observer.disconnect()
  }, [])
  return bars
}
