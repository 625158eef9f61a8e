import { Link } from 'wouter'
import type { Editor } from '../../../editor/create-editor.ts'
import { useEditorValue } from '../../../editor/use-editor-value.ts'
import { VIEWS, addressOf } from './views.ts'
import type { View, ViewState } from './views.ts'
import './plan-views.css'

/** The ways to look at the plans of a document: links, so that each can be sent. */
export function ViewTabs({
  editor,
  path,
  state: { view, ...filter },
}: {
  editor: Editor
  path: string
  state: ViewState
}) {
  const hasPlan = useEditorValue(editor, planIn, { delayMs: 250 })
  if (!hasPlan && view === 'table') return null
  return (
    <nav aria-label="Views of the action plan" className="view-tabs">
      {viewKeys().map((each) => (
        <Link
          key={each}
          href={addressOf(path, each, filter)}
          aria-current={each === view ? 'page' : undefined}
        >
          {VIEWS[each]}
        </Link>
      ))}
    </nav>
  )
}

function viewKeys(): View[] {
  return Object.keys(VIEWS) as View[] // Object.keys forgets the key type
}

function planIn(state: Editor['state']): boolean {
  let isThere = false
  state.doc.forEach((node) => {
    if (node.type.name === 'actionTable') isThere = true
  })
  return isThere
}
