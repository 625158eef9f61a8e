import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Operation } from '../../../shared/access.ts'
import type { DocumentSummary } from '../../../shared/api.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { DropSign } from '../../components/drop-sign.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useSeat } from '../enter/seat.ts'
import { DocumentFilter } from './document-filter.tsx'
import { DocumentList } from './document-list.tsx'
import { documentLinks } from './document-row.tsx'
import { useDocuments } from './documents.ts'
import { Doors } from './doors.tsx'
import { ExamplesNote } from './examples-note.tsx'
import { useFileDrop } from './file-drop.ts'
import { findDocuments } from './find-documents.ts'
import { useSingleKeys } from './single-keys.ts'
import { useNow } from './use-now.ts'
import { useWordImport } from './word-import.ts'
import './home-page.css'

const HomeDialogs = lazy(async () => ({
  default: (await import('./home-dialogs.tsx')).HomeDialogs,
}))

const SHORTCUTS = [
  {
    title: 'On this page',
    shortcuts: [
      { keys: 'N', does: 'Start from a template' },
      { keys: 'W', does: 'Bring a Word file' },
      { keys: '/', does: 'Find a document' },
      { keys: '↑ ↓', does: 'Go from document to document' },
      { keys: 'F6', does: 'Go to messages, such as Undo' },
      { keys: '?', does: 'Show this list' },
    ],
  },
]

/** The first screen: two doors, then everything the partnership is writing. */
export function HomePage() {
  const [, navigate] = useLocation()
  const { seat } = useSeat()
  const may = (operation: Operation) => seat.operations.includes(operation)
  const mayCreate = may('createDocument')
  const now = useNow()
  const documents = useDocuments()
  const [words, setWords] = useState('')
  const [open, setOpen] = useState<'nothing' | 'template' | 'shortcuts'>('nothing')
  const [renamed, setRenamed] = useState<DocumentSummary | null>(null)
  const filter = useRef<HTMLInputElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const wordImport = useWordImport(({ document }) => navigate(`/documents/${document.id}/report`))
  const [hasOpened, setHasOpened] = useState(false)
  const isOpening = open !== 'nothing' || renamed !== null || wordImport.current.state !== 'none'
  if (isOpening && !hasOpened) setHasOpened(true)
  const start = useRef(wordImport.onStart)
  const neighbour = useRef<HTMLElement>(null)
  useEffect(() => {
    start.current = wordImport.onStart
    // Once the menu that removed a document is gone, which would pull the focus back.
    neighbour.current?.focus()
    neighbour.current = null
  })
  const isDropping = useFileDrop(
    useCallback(
      (files: File[]) => {
        if (mayCreate) start.current(files)
      },
      [mayCreate],
    ),
  )
  const singleKeys = useSingleKeys(
    useMemo(
      () => ({
        n: () => mayCreate && setOpen('template'),
        w: () => mayCreate && picker.current?.click(),
        '/': () => filter.current?.focus(),
        '?': () => setOpen('shortcuts'),
      }),
      [mayCreate],
    ),
  )
  const all = documents.list.state === 'ready' ? documents.list.documents : []
  const found = findDocuments(all, words)
  const own = found.filter((document) => !document.isDemo)
  const examples = found.filter((document) => document.isDemo)
  const hasOwn = all.some((document) => !document.isDemo)
  const close = () => setOpen('nothing')

  function handleRemove(document: DocumentSummary) {
    const links = documentLinks()
    const at = found.findIndex((each) => each.id === document.id)
    neighbour.current = links[at + 1] ?? links[at - 1] ?? filter.current
    documents.onRemove(document)
  }

  return (
    <>
      <TopBar
        action={
          may('readDirectory') && (
            <ButtonLink href="/directory" icon="people">
              Directory
            </ButtonLink>
          )
        }
        menu={
          <PersonMenu
            more={[
              {
                id: 'shortcuts',
                label: 'Keyboard shortcuts',
                icon: 'keyboard',
                shortcut: '?',
                onAction: () => setOpen('shortcuts'),
              },
            ]}
          />
        }
      />
      <MainPart title="Folkmoot" className="sheet home">
        <h1>Documents</h1>
        {mayCreate && (
          <Doors
            onTemplate={() => setOpen('template')}
            onWordFile={() => picker.current?.click()}
          />
        )}
        <input
          ref={picker}
          type="file"
          accept=".docx"
          aria-label="Word file"
          hidden
          onChange={(event) => {
            wordImport.onStart([...(event.target.files ?? [])])
            event.target.value = '' // so that the same file can be chosen again
          }}
        />
        {documents.list.state === 'loading' && (
          <Waiting words="Fetching your documents…" lines={4} />
        )}
        {documents.list.state === 'failed' && (
          <Notice
            kind="problem"
            title="The documents could not be fetched"
            actions={<Button onPress={documents.onRefresh}>Try again</Button>}
          >
            {documents.list.message}
          </Notice>
        )}
        {all.length > 0 && (
          <DocumentFilter
            field={filter}
            words={words}
            onChange={setWords}
            found={found.length}
            total={all.length}
          />
        )}
        {documents.list.state === 'ready' && (words === '' || own.length > 0) && (
          <DocumentList
            title="The partnership’s documents"
            documents={own}
            now={now}
            onRename={setRenamed}
            onRemove={handleRemove}
          >
            {!hasOwn &&
              (mayCreate ? (
                <EmptyShelf hasExamples={examples.length > 0} />
              ) : (
                <p className="lead">Nothing is shared with you yet.</p>
              ))}
          </DocumentList>
        )}
        {examples.length > 0 && (
          <DocumentList
            title="Examples"
            documents={examples}
            now={now}
            onRename={setRenamed}
            onRemove={handleRemove}
          >
            <ExamplesNote
              count={all.filter((each) => each.isDemo).length}
              onRemove={may('removeDocument') ? documents.onRemoveDemo : undefined}
            />
          </DocumentList>
        )}
      </MainPart>
      {hasOpened && (
        <Suspense>
          <HomeDialogs
            template={{
              isOpen: open === 'template',
              onClose: close,
              onCreated: ({ id }) => navigate(`/documents/${id}`),
            }}
            wordImport={{ wordImport, onChooseFile: () => picker.current?.click() }}
            rename={{
              document: renamed,
              onClose: () => setRenamed(null),
              onRename: documents.onRename,
            }}
            shortcuts={{
              isOpen: open === 'shortcuts',
              onClose: close,
              groups: SHORTCUTS,
              singleKeys,
            }}
          />
        </Suspense>
      )}
      {isDropping && <DropSign>Let go to bring this Word file in</DropSign>}
    </>
  )
}

function EmptyShelf({ hasExamples }: { hasExamples: boolean }) {
  return (
    <p className="lead">
      Nothing of your own yet. The quickest start is the plan you already have: bring its Word file,
      and every row of its table becomes something several people can edit at once.
      {hasExamples && ' Or open an example below and look around first.'}
    </p>
  )
}
