import { TABLE_NAMES, TABLE_NOUNS } from '../../../shared/directory/tables.ts'
import { directoryFile } from '../../api-directory.ts'
import { needFreshProof } from '../../api.ts'
import { Button } from '../../components/button.tsx'
import { Menu } from '../../components/menu.tsx'
import { showToast } from '../../components/toast.tsx'

/** Takes the directory along: everything for Excel, or one table as CSV. */
export function ExportMenu() {
  return (
    <Menu
      label="Save the directory"
      trigger={<Button icon="download">Save a copy</Button>}
      groups={[
        [
          {
            id: 'all',
            label: 'Everything, for Excel',
            about: 'One sheet each for organisations, people, groups and members',
            onAction: () => save(directoryFile('all')),
          },
        ],
        TABLE_NOUNS.map((noun) => ({
          id: noun,
          label: `${TABLE_NAMES[noun]} (CSV)`,
          onAction: () => save(directoryFile(noun)),
        })),
      ]}
    />
  )
}

function save(path: string) {
  download(path).catch((problem: Error) => showToast({ words: problem.message, kind: 'problem' }))
}

/** A link that saves what it leads to, whatever the browser would do with it. */
async function download(path: string) {
  await needFreshProof()
  const link = document.createElement('a')
  link.href = path
  link.download = ''
  link.click()
}
