import { Plugin } from '@tiptap/pm/state'
import { breachOf } from '../../../shared/columns/locked.ts'
import { showToast } from '../../components/toast.tsx'
import { isFromYjs } from '../binding/index.ts'

/** Whether whoever types may lock and unlock columns. */
export type MayUnlock = () => boolean

const WHO = 'Officers and whoever made this document can unlock it.'

/**
 * Words in a locked column stay as they are, until it is unlocked. Rows may still be moved. The
 * server holds it as well for those who may not unlock (server/sync/locked.ts): here they are told
 * before they have typed what cannot be kept.
 */
export function lockedColumnsPlugin(mayUnlock: MayUnlock): Plugin {
  let endToast = (): void => {}
  return new Plugin({
    filterTransaction: (tr) => {
      if (!tr.docChanged || isFromYjs(tr)) return true
      const isHeld = !mayUnlock()
      const breach = breachOf(tr.before, tr.doc, { isHeld })
      if (breach === null) return true
      endToast()
      endToast = showToast({ words: why(breach === 'locks', isHeld) })
      return false
    },
  })
}

function why(isLocking: boolean, isHeld: boolean): string {
  if (isLocking) return 'Officers and whoever made this document can lock and unlock columns.'
  return isHeld
    ? `This column is locked. ${WHO}`
    : 'This column is locked. Unlock it in the menu of its heading to change it.'
}
