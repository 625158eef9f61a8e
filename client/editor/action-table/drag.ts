import type { Editor } from '@tiptap/core'
import { run } from '../perform.ts'
import { moveGroup } from './groups.ts'
import { moveRowTo } from './rows.ts'
import { childrenOf, groupsOf, placeOf, rowsOf } from './shape.ts'
import type { At } from './shape.ts'

/** Further than this the pointer drags; less is a press. In px. */
const SLACK = 5
/** So near to the edge of the window the text scrolls along, in px. */
const EDGE = 60

/** Where what is dragged would go, and where to show it. */
interface Drop {
  line: { top: number; left: number; width: number }
  drop: () => void
}

/**
 * Follows the pointer from a handle: the row or group with the caret goes where it is let go of. Menus
 * and keys do the same, for whoever does not drag.
 */
export function startDrag(
  editor: Editor,
  { event: start, onPress }: { event: PointerEvent; onPress: () => void },
): void {
  const line = document.createElement('div')
  line.className = 'drag-place'
  let found: Drop | null = null
  let isDragging = false
  const move = (event: PointerEvent): void => {
    isDragging ||= Math.abs(event.clientY - start.clientY) > SLACK
    if (!isDragging) return
    if (event.clientY < EDGE * 2) scrollBy(0, -12)
    if (event.clientY > innerHeight - EDGE) scrollBy(0, 12)
    found = dropAt(editor, event.clientY)
    line.remove()
    if (found === null) return
    const { top, left, width } = found.line
    Object.assign(line.style, { top: `${top - 1}px`, left: `${left}px`, width: `${width}px` })
    document.body.append(line)
  }
  const end = (event: Event): void => {
    removeEventListener('pointermove', move)
    removeEventListener('pointerup', end)
    removeEventListener('pointercancel', end)
    line.remove()
    if (!isDragging && event.type === 'pointerup') return onPress()
    if (event.type === 'pointerup') found?.drop()
  }
  addEventListener('pointermove', move)
  addEventListener('pointerup', end)
  addEventListener('pointercancel', end)
}

function dropAt(editor: Editor, y: number): Drop | null {
  const place = placeOf(editor.state)
  if (place === null || place.part === 'heading' || place.part === 'table') return null
  return place.part === 'title' || place.part === 'groupPart'
    ? groupDrop(editor, { table: place.table, group: place.group, y })
    : rowDrop(editor, place.table, y)
}

/** Before or behind the row that the pointer is over; below the title of a group, its start. */
function rowDrop(editor: Editor, table: At, y: number): Drop | null {
  const starts = groupsOf(table).flatMap((group) => childrenOf(group, 'actionGroupTitle'))
  for (const at of [...rowsOf(table), ...starts]) {
    const box = boxOf(editor, at)
    if (box === null || y < box.top || y > box.bottom) continue
    const isBehind = at.node.type.name !== 'actionRow' || y > (box.top + box.bottom) / 2
    const target = isBehind ? at.position + at.node.nodeSize : at.position
    return {
      line: { top: isBehind ? box.bottom : box.top, left: box.left, width: box.width },
      drop: () => run(editor, moveRowTo(target)),
    }
  }
  return null
}

function groupDrop(
  editor: Editor,
  { table, group, y }: { table: At; group: At; y: number },
): Drop | null {
  const groups = groupsOf(table)
  const from = groups.findIndex(({ position }) => position === group.position)
  for (const [to, at] of groups.entries()) {
    const box = boxOf(editor, at)
    if (box === null || y < box.top || y > box.bottom) continue
    const top = to > from ? box.bottom : box.top
    const drop = (): void => {
      for (let at = from; at !== to; at += Math.sign(to - from)) {
        run(editor, moveGroup(to > from ? 1 : -1))
      }
    }
    return { line: { top, left: box.left, width: box.width }, drop }
  }
  return null
}

function boxOf(editor: Editor, { position }: At): DOMRect | null {
  const element = editor.view.nodeDOM(position)
  return element instanceof Element ? element.getBoundingClientRect() : null
}
