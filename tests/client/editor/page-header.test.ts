// @vitest-environment jsdom
import { EditorState, NodeSelection } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import { afterEach, expect, it } from 'vitest'
import { pageHeaderKeysPlugin, pageHeaderView } from '../../../client/editor/blocks/page-header.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { document as documentOf, h, pageHeader } from '../../../shared/templates/blocks.ts'

let view: EditorView | null = null

afterEach(() => {
  view?.destroy()
  view = null
})

it.each(['Enter', 'Escape'])(
  '[ED44] the page header is filled in by keyboard, and %s goes on in the text',
  (key) => {
    const doc = documentSchema.nodeFromJSON(
      documentOf(pageHeader({ version: '1.0' }), h(1, 'Harbour plan')),
    )
    view = new EditorView(document.body.appendChild(document.createElement('div')), {
      state: EditorState.create({ doc, plugins: [pageHeaderKeysPlugin()] }),
      nodeViews: { pageHeader: pageHeaderView },
    })
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(doc, 0)))
    press(view.dom, 'Enter')
    const fields = [...view.dom.querySelectorAll('input')]
    expect(document.activeElement).toBe(fields[0])
    const version = fields.find(({ value }) => value === '1.0')
    version?.focus()
    if (version !== undefined) version.value = '1.1'
    version?.dispatchEvent(new Event('change'))
    expect(press(version, key)).toBe('no new line')
    expect(document.activeElement).not.toBe(version)
    expect(view.state.doc.firstChild?.attrs['version']).toBe('1.1')
    expect(view.state.selection.$from.parent.textContent).toBe('Harbour plan')
  },
)

/** What the browser does with the key afterwards. */
function press(target: Element | undefined, key: string): string {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  target?.dispatchEvent(event)
  return event.defaultPrevented ? 'no new line' : 'a new line'
}
