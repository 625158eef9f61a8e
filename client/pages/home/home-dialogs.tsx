import { ShortcutsDialog } from '../../components/shortcuts-dialog.tsx'
import type { ShortcutsDialogProps } from '../../components/shortcuts-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import type { RenameDialogProps } from './rename-dialog.tsx'
import { TemplateDialog } from './template-dialog.tsx'
import type { TemplateDialogProps } from './template-dialog.tsx'
import { WordImportDialog } from './word-import-dialog.tsx'
import type { WordImportDialogProps } from './word-import-dialog.tsx'

export interface HomeDialogsProps {
  template: TemplateDialogProps
  wordImport: WordImportDialogProps
  rename: RenameDialogProps
  shortcuts: ShortcutsDialogProps
}

/** Everything that opens in front of home: fetched when the first of it does. */
export function HomeDialogs({ template, wordImport, rename, shortcuts }: HomeDialogsProps) {
  return (
    <>
      <TemplateDialog {...template} />
      <WordImportDialog {...wordImport} />
      <RenameDialog {...rename} />
      <ShortcutsDialog {...shortcuts} />
    </>
  )
}
