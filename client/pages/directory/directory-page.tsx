import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import type { Entry } from '../../../shared/directory/model.ts'
import { Button } from '../../components/button.tsx'
import { DropSign } from '../../components/drop-sign.tsx'
import { FindField } from '../../components/find-field.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { ShortcutsDialog } from '../../components/shortcuts-dialog.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useFileDrop } from '../home/file-drop.ts'
import { useSingleKeys } from '../home/single-keys.ts'
import { useDirectory } from './directory.ts'
import type { DirectoryView } from './directory-view.ts'
import { EntryDialog } from './entry-dialog.tsx'
import type { OpenEntry } from './entry-dialog.tsx'
import { EntryList } from './entry-list.tsx'
import { entryButtons } from './entry-row.tsx'
import { ExportMenu } from './export-menu.tsx'
import { findEntries } from './find-entries.ts'
import { ImportDialog } from './import-dialog.tsx'
import { ListLinks } from './list-links.tsx'
import { isListName } from './lists.ts'
import type { ListName } from './lists.ts'
import { QuestionList } from './question-list.tsx'
import { useTableImport } from './table-import.ts'
import './directory-page.css'

const SHORTCUTS = [
  {
    title: 'On this page',
    shortcuts: [
      { keys: 'N', does: 'Add an entry to the list' },
      { keys: '/', does: 'Find an entry' },
      { keys: '↑ ↓', does: 'Go from entry to entry' },
      { keys: 'F6', does: 'Go to messages, such as Undo' },
      { keys: '?', does: 'Show this list' },
    ],
  },
]

/** Organisations, groups and people, and what there is to settle about them. */
export function DirectoryPage() {
  const { current, onRefresh, onRemove, onSettle } = useDirectory()
  return (
    <>
      {current.state === 'ready' ? (
        <Desk
          view={current.view}
          mayEdit={current.mayEdit}
          onRefresh={onRefresh}
          onRemove={onRemove}
          onSettle={onSettle}
        />
      ) : (
        <>
          <TopBar where="Directory" menu={<PersonMenu />} />
          <MainPart title="Directory" className="sheet directory">
            <h1>Directory</h1>
            {current.state === 'loading' ? (
              <Waiting words="Fetching the directory…" lines={6} />
            ) : (
              <Notice
                kind="problem"
                title="The directory could not be fetched"
                actions={<Button onPress={() => void onRefresh()}>Try again</Button>}
              >
                {current.message}
              </Notice>
            )}
          </MainPart>
        </>
      )}
    </>
  )
}

interface DeskProps {
  view: DirectoryView
  mayEdit: boolean
  onRefresh: ReturnType<typeof useDirectory>['onRefresh']
  onRemove: (entry: Entry) => void
  onSettle: ReturnType<typeof useDirectory>['onSettle']
}

function Desk({ view, mayEdit, onRefresh, onRemove, onSettle }: DeskProps) {
  const [asked, setList] = useListName()
  const list = mayEdit || asked !== 'questions' ? asked : 'organisation'
  const [words, setWords] = useState('')
  const [open, setOpen] = useState<OpenEntry | null>(null)
  const [hasShortcuts, setShortcuts] = useState(false)
  const filter = useRef<HTMLInputElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const neighbour = useRef<HTMLElement>(null)
  useEffect(() => {
    // Once the dialog that removed an entry is gone, which would pull the focus back.
    if (open !== null) return
    neighbour.current?.focus()
    neighbour.current = null
  })
  const tableImport = useTableImport({ view, onRefresh })
  const start = useRef(tableImport.onStart)
  useEffect(() => {
    start.current = tableImport.onStart
  })
  const isDropping = useFileDrop(useCallback((files: File[]) => start.current(files), []))
  const singleKeys = useSingleKeys(
    useMemo(
      () => ({
        n: () => {
          if (mayEdit && list !== 'questions') setOpen({ state: 'new', noun: list })
        },
        '/': () => filter.current?.focus(),
        '?': () => setShortcuts(true),
      }),
      [mayEdit, list],
    ),
  )
  const found = useMemo(
    () => ({
      organisation: findEntries(view, 'organisation', words),
      group: findEntries(view, 'group', words),
      person: findEntries(view, 'person', words),
    }),
    [view, words],
  )
  const total = view.directory.entries.filter(({ noun }) => noun === list).length

  function handleRemove(entry: Entry) {
    const buttons = entryButtons()
    const at = buttons.findIndex((button) => button.dataset['entry'] === entry.id)
    neighbour.current = buttons[at + 1] ?? buttons[at - 1] ?? filter.current
    setOpen(null)
    onRemove(entry)
  }

  async function handleLookAgain() {
    if (open?.state !== 'old') return
    const directory = await onRefresh()
    const entry = directory?.entries.find(({ id }) => id === open.entry.id)
    setOpen(entry === undefined ? null : { state: 'old', entry })
  }

  return (
    <>
      <TopBar
        where="Directory"
        menu={
          <PersonMenu
            more={[
              {
                id: 'shortcuts',
                label: 'Keyboard shortcuts',
                icon: 'keyboard',
                shortcut: '?',
                onAction: () => setShortcuts(true),
              },
            ]}
          />
        }
      />
      <MainPart title="Directory" className="sheet directory">
        <div className="directory-head">
          <div>
            <h1>Directory</h1>
            <p className="lead">
              Who belongs to the partnership. Action plans, keys and membership lists take their
              names from here.
            </p>
          </div>
          <div className="directory-tools">
            {mayEdit && (
              <Button icon="upload" onPress={() => picker.current?.click()}>
                Bring a list
              </Button>
            )}
            <ExportMenu />
          </div>
        </div>
        <input
          ref={picker}
          type="file"
          accept=".csv,.xlsx,.txt"
          aria-label="CSV or Excel file"
          hidden
          onChange={(event) => {
            tableImport.onStart([...(event.target.files ?? [])])
            event.target.value = '' // so that the same file can be chosen again
          }}
        />
        <ListLinks
          list={list}
          counts={{
            organisation: found.organisation.length,
            group: found.group.length,
            person: found.person.length,
            questions: view.questions.length,
          }}
          hasQuestions={mayEdit}
        />
        {list === 'questions' ? (
          <QuestionList
            view={view}
            onOpen={(entry) => setOpen({ state: 'old', entry })}
            onSettle={onSettle}
          />
        ) : (
          <>
            <FindField
              field={filter}
              label="Find in the directory"
              placeholder="Find by name, initials, post or group"
              words={words}
              onChange={setWords}
              found={words === '' ? '' : `${found[list].length} of ${total}`}
              onLeave={() => entryButtons()[0]?.focus()}
            />
            <EntryList
              noun={list}
              found={found[list]}
              isSearched={words !== ''}
              view={view}
              mayEdit={mayEdit}
              onOpen={setOpen}
              onShowQuestions={() => setList('questions')}
            />
          </>
        )}
      </MainPart>
      <EntryDialog
        open={open}
        view={view}
        onClose={() => setOpen(null)}
        onSaved={onRefresh}
        onRemove={handleRemove}
        onLookAgain={() => void handleLookAgain()}
      />
      <ImportDialog tableImport={tableImport} onChooseFile={() => picker.current?.click()} />
      <ShortcutsDialog
        isOpen={hasShortcuts}
        onClose={() => setShortcuts(false)}
        groups={SHORTCUTS}
        singleKeys={singleKeys}
      />
      {isDropping && mayEdit && <DropSign>Let go to bring this list in</DropSign>}
    </>
  )
}

/** The list that is shown stands in the address, so that Back and links lead to it. */
function useListName(): [ListName, (name: ListName) => void] {
  const [parameters, setParameters] = useSearchParams()
  const asked = parameters.get('show') ?? ''
  const name = isListName(asked) ? asked : 'organisation'
  return [name, (list) => setParameters({ show: list })]
}
