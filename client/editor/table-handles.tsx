import type { Editor } from '@tiptap/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Icon } from '../components/icons.tsx'
import { Menu } from '../components/menu.tsx'
import { Selection } from '@tiptap/pm/state'
import { placeAt, placeOf, titleOf } from './action-table/shape.ts'
import type { At, Place } from './action-table/shape.ts'
import { startDrag } from './action-table/drag.ts'
import { tableMenu } from './table-menus.ts'
import type { TablePart } from './table-menus.ts'
import './table-handles.css'

/** What a handle belongs to: a row, a group title or a column heading of the page. */
interface Target {
  part: TablePart
  element: HTMLElement
}

const NAMES: Record<TablePart, string> = {
  row: 'Row: move, duplicate, delete',
  group: 'Group: rename, move, delete',
  column: 'Column: rename, add, hide',
}

/**
 * The one handle of the editor. It stands beside the row, group or heading that is pointed at, or
 * that has the caret, outside of the words. Everything in its menu is in the toolbar too, so it
 * takes no Tab stop.
 */
export function TableHandle({ editor }: { editor: Editor }) {
  const [pointed, setPointed] = useState<Target | null>(null)
  const [own, setOwn] = useState<Target | null>(null)
  const [isOpen, setOpen] = useState(false)
  const handle = useRef<HTMLDivElement>(null)
  const target = pointed ?? own

  useEffect(() => {
    const { dom } = editor.view
    const handlePointer = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse' || isMenuOpen(handle.current)) return
      if (event.target === dom) return // in the margin, on the way to the handle
      const part = partUnder(event.target)
      setPointed((now) => (now?.element === part?.element ? now : part))
    }
    const handleLeave = (event: PointerEvent): void => {
      const to = event.relatedTarget
      if (to instanceof Node && handle.current?.contains(to)) return
      if (!isMenuOpen(handle.current)) setPointed(null)
    }
    const handleCaret = (): void => {
      const part = partAtCaret(editor)
      setOwn((now) => (now?.element === part?.element ? now : part))
    }
    dom.addEventListener('pointermove', handlePointer)
    dom.addEventListener('pointerleave', handleLeave)
    editor.on('selectionUpdate', handleCaret)
    editor.on('focus', handleCaret)
    return () => {
      dom.removeEventListener('pointermove', handlePointer)
      dom.removeEventListener('pointerleave', handleLeave)
      editor.off('selectionUpdate', handleCaret)
      editor.off('focus', handleCaret)
    }
  }, [editor])

  // Beside its element wherever that goes, without a render per keystroke.
  useLayoutEffect(() => {
    if (target === null) return
    const place = (): void => placeBeside(handle.current, target)
    place()
    const observer = new ResizeObserver(place)
    observer.observe(target.element)
    observer.observe(editor.view.dom)
    return () => observer.disconnect()
  }, [editor, target])

  if (target === null || !target.element.isConnected || !editor.isEditable) return null
  return (
    <div
      ref={handle}
      className={`table-handle table-handle-${target.part}`}
      onPointerDownCapture={(event) => {
        goInto(editor, target)
        if (event.button !== 0 || target.part === 'column') return
        // A press opens the menu only once it is clear that nothing is dragged.
        event.preventDefault()
        event.stopPropagation()
        startDrag(editor, { event: event.nativeEvent, onPress: () => setOpen(true) })
      }}
    >
      <Menu
        label={NAMES[target.part]}
        isOpen={isOpen}
        onOpenChange={setOpen}
        trigger={
          // Without the name that an IconButton shows: it would cover the row beside it.
          <Button
            className="table-handle-button"
            aria-label={NAMES[target.part]}
            excludeFromTabOrder
          >
            <Icon name={target.part === 'column' ? 'chevronDown' : 'handle'} />
          </Button>
        }
        groups={() => tableMenu(editor, target.part)}
      />
    </div>
  )
}

function partUnder(node: EventTarget | null): Target | null {
  if (!(node instanceof Element)) return null
  return partOf(node.closest('.action-table tr, .action-table th[data-key]'))
}

function partAtCaret(editor: Editor): Target | null {
  const place = placeOf(editor.state)
  if (place === null || place.part === 'table') return null
  const at = partAt(place)
  if (at === null) return null
  const dom = editor.view.nodeDOM(at.position)
  return dom instanceof Element ? partOf(dom) : null
}

function partAt(place: Exclude<Place, { part: 'table' }>): At | null {
  switch (place.part) {
    case 'heading':
      return place.column
    case 'title':
      return place.title
    case 'groupPart':
      return titleOf(place.group)
    default:
      return place.row
  }
}

function partOf(element: Element | null): Target | null {
  if (!(element instanceof HTMLElement)) return null
  if (element.matches('th[data-key]')) return { part: 'column', element }
  if (element.matches('.group-title')) return { part: 'group', element }
  return element.matches('tr[data-id]') ? { part: 'row', element } : null
}

/** The commands work on what has the caret, so it goes there first. */
function goInto(editor: Editor, { element }: Target): void {
  const { view } = editor
  const position = view.posAtDOM(element, 0)
  const here = placeOf(view.state)
  const there = placeAt(view.state.doc.resolve(position))
  const at = (place: typeof here): number | null => {
    if (place === null) return null
    if ('row' in place) return place.row.position
    return place.part === 'heading' ? place.column.position : null
  }
  if (here !== null && at(here) === at(there) && at(here) !== null) return
  const selection = Selection.near(view.state.doc.resolve(position), 1)
  view.dispatch(view.state.tr.setSelection(selection))
}

function placeBeside(handle: HTMLElement | null, { part, element }: Target): void {
  const around = handle?.offsetParent
  if (handle === null || !(around instanceof HTMLElement)) return
  const frame = around.getBoundingClientRect()
  const box = element.getBoundingClientRect()
  const isCards = getComputedStyle(element).getPropertyValue('--is-card') === '1'
  const inside = part === 'column' || isCards
  handle.style.top = `${box.top - frame.top + (part === 'column' ? 1 : 4)}px`
  handle.style.left = inside
    ? `${box.right - frame.left - handle.offsetWidth - 2}px`
    : `${box.left - frame.left - handle.offsetWidth - 4}px`
}

function isMenuOpen(handle: HTMLElement | null): boolean {
  return handle?.querySelector('[aria-expanded="true"]') !== null && handle !== null
}
