import { useEffect, useState } from 'react'
import type { DocumentSummary } from '../../../shared/api.ts'
import type { VersionSummary } from '../../../shared/api-versions.ts'
import { EXPORT_FORMATS, EXPORT_NAMES } from '../../../shared/export-formats.ts'
import type { ExportName } from '../../../shared/export-formats.ts'
import { labelInWords } from '../../../shared/versions.ts'
import { downloadDocument } from '../../api.ts'
import { listVersions } from '../../api-versions.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { saveFile } from '../../components/save-file.ts'
import './download-dialog.css'

/** The document as a file of any kind: the text as it is now, or a version. */
export function DownloadDialog({
  document,
  onClose,
}: {
  document: DocumentSummary
  onClose: () => void
}) {
  const versions = useVersions(document.id)
  const [version, setVersion] = useState('')
  const [since, setSince] = useState('')
  const [hasComments, setHasComments] = useState(false)
  const [making, setMaking] = useState<ExportName | null>(null)
  const [problem, setProblem] = useState<string>()
  const offered = EXPORT_NAMES.filter((name) => document.actions > 0 || !PLANS_ONLY.has(name))

  const take = async (format: ExportName) => {
    setProblem(undefined)
    setMaking(format)
    try {
      const isWord = format === 'docx'
      const file = await downloadDocument(document.id, {
        format,
        version,
        since: isWord || format === 'pdf' ? since : '',
        hasComments: isWord && version === '' && hasComments,
      })
      saveFile(file.name, file.file)
      onClose()
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure))
    } finally {
      setMaking(null)
    }
  }

  return (
    <Dialog title="Download as…" isOpen onClose={onClose} size="large">
      <div className="download">
        {versions.length > 0 && (
          <SelectField
            label="Which text"
            value={version}
            choices={[
              { value: '', label: 'As it is now' },
              ...versions.map((each) => ({ value: each.id, label: labelInWords(each) })),
            ]}
            onChange={setVersion}
          />
        )}
        {versions.length > 0 && (
          <SelectField
            label="Changes to show in the Word file or PDF"
            value={since}
            choices={[
              { value: '', label: 'None' },
              ...versions
                .filter(({ id }) => id !== version)
                .map((each) => ({ value: each.id, label: `Since ${labelInWords(each)}` })),
            ]}
            onChange={setSince}
          />
        )}
        {version === '' && (
          <Checkbox isChecked={hasComments} onChange={setHasComments}>
            Put the comments I can see into the Word file
          </Checkbox>
        )}
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        <ul className="download-list" aria-label="Kinds of files">
          {offered.map((name) => (
            <li key={name}>
              <Button
                icon="download"
                isPending={making === name}
                isDisabled={making !== null && making !== name}
                onPress={() => void take(name)}
              >
                {EXPORT_FORMATS[name].name}
              </Button>
              <span>{EXPORT_FORMATS[name].about}</span>
            </li>
          ))}
        </ul>
        <output>
          {making !== null && (
            <ProgressBar label={`Making the ${EXPORT_FORMATS[making].name}…`} share={null} />
          )}
        </output>
      </div>
    </Dialog>
  )
}

const PLANS_ONLY: ReadonlySet<ExportName> = new Set(['xlsx', 'csv'])

/** The versions there are; none while they cannot be looked up, which is no reason to stop anybody. */
function useVersions(documentId: string): readonly VersionSummary[] {
  const [versions, setVersions] = useState<readonly VersionSummary[]>([])
  useEffect(() => {
    listVersions(documentId).then(
      (answer) => setVersions(answer.versions),
      () => setVersions([]),
    )
  }, [documentId])
  return versions
}
