import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Editor } from '../../../editor/create-editor.ts'
import { useEditorValue } from '../../../editor/use-editor-value.ts'
import { VIEWS, addressOf } from './views.ts'
import type { View, ViewState } from './views.ts'
import './view-tabs.css'

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
  const tabs = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a phone the row of tabs is longer than the screen.
    const { current } = tabs
    const tab = hasPlan ? current?.querySelector(`[data-view="${view}"]`) : null
    if (current !== null && tab instanceof HTMLElement) {
      current.scrollLeft = tab.offsetLeft - (current.clientWidth - tab.offsetWidth) / 2
    }
  }, [view, hasPlan])
  if (!hasPlan && view === 'table') return null
  return (
    <nav ref={tabs} aria-label="Views of the action plan" className="view-tabs">
      {viewKeys().map((each) => (
        <Link
          key={each}
          data-view={each}
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
