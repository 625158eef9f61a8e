import type { Plugin } from '@tiptap/pm/state'
import type * as Y from 'yjs'
import { identityPlugin } from './identity.ts'
import { syncPlugin } from './sync.ts'
import { undoPlugin } from './undo.ts'

export { flushInput, readPendingInput } from './pending-input.ts'
export { isFromYjs } from './sync.ts'
export { beginUndoStep, canRedo, canUndo, redo, undo } from './undo.ts'
export { positionInEditor, positionInYjs } from './positions.ts'

export interface BindingOptions {
  fragment: Y.XmlFragment
  newId: () => string
}

/**
 * The plugins that tie an editor to a Yjs fragment: sync, undo of one's own changes, and ids for
 * new blocks. Start the editor empty: the text is there when its view is made.
 */
export function bindingPlugins({ fragment, newId }: BindingOptions): Plugin[] {
  const { plugin, origin } = syncPlugin(fragment)
  return [identityPlugin(newId), plugin, undoPlugin(fragment, origin)]
}
export { wasHandedBack } from './lost-block.ts'
