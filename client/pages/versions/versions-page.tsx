import { useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { Button } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useSeat } from '../enter/seat.ts'
import { MakeVersionDialog } from './make-version-dialog.tsx'
import { addressOf, viewIn } from './sides.ts'
import { useVersions } from './use-versions.ts'
import { VersionList } from './version-list.tsx'
import { VersionView } from './version-view.tsx'
import { labelInWords } from '../../../shared/versions.ts'
import './versions-page.css'

/** The versions of a document: a line of them at the side, one of them or what changed beside it. */
export function VersionsPage({ documentId }: { documentId: string }) {
  const { seat } = useSeat()
  const { listed, problem, look } = useVersions(documentId, null)
  const [isMaking, setMaking] = useState(false)
  const [, navigate] = useLocation()
  const search = useSearch()

  const title = listed === null ? 'Versions' : `Versions of ${listed.title}`
  const view = listed === null ? null : viewIn(search, listed)
  return (
    <>
      <TopBar
        where={<Link href={`/documents/${documentId}`}>{listed?.title ?? 'The document'}</Link>}
        action={
          seat.operations.includes('makeVersion') && (
            <Button
              kind="primary"
              icon="plus"
              isDisabled={listed === null}
              onPress={() => setMaking(true)}
            >
              Make a version
            </Button>
          )
        }
        menu={<PersonMenu />}
      />
      <MainPart title={title} className="versions">
        <h1 className="visually-hidden">{title}</h1>
        {problem !== undefined && (
          <Notice kind="problem" actions={<Button onPress={look}>Try again</Button>}>
            {problem}
          </Notice>
        )}
        {listed === null && problem === undefined && <Waiting words="Looking up…" lines={4} />}
        {listed !== null && view !== null && (
          <>
            <aside className="versions-side" aria-label="All versions">
              <VersionList documentId={documentId} listed={listed} shown={view.show} />
            </aside>
            <VersionView
              documentId={documentId}
              listed={listed}
              view={view}
              onView={(next) => navigate(addressOf(documentId, next), { replace: true })}
              onChanged={look}
            />
          </>
        )}
      </MainPart>
      {listed !== null && (
        <MakeVersionDialog
          documentId={documentId}
          listed={listed}
          isOpen={isMaking}
          onClose={() => setMaking(false)}
          onMade={(version) => {
            setMaking(false)
            look()
            navigate(addressOf(documentId, { show: version.id, against: null }))
            showToast({ words: `${labelInWords(version)} is frozen.` })
          }}
        />
      )}
    </>
  )
}
