import type { Node } from '@tiptap/pm/model'
import { Decoration } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import type { CellReading, ReadingLine } from '../../../shared/reading/cell-reading.ts'
import type { PlanCell } from '../../../shared/reading/plan.ts'
import { ask } from '../prompt.ts'

/** What shows the reading of one cell: lines below its words, and a mark on words worth a look. */
export function decorationsOf({ node, position }: PlanCell, reading: CellReading): Decoration[] {
  const end = position + node.nodeSize
  const lines = reading.lines.flatMap((line, index) =>
    line.words === '' && line.doubt === '' ? [] : [{ ...line, index }],
  )
  const place = positionIn(node, position)
  const marks = lines
    .filter(({ state, text }) => (state === 'assumed' || state === 'unread') && text !== '')
    .map(({ start, text }) =>
      Decoration.inline(place(start), place(start + text.length), { class: 'words-in-doubt' }),
    )
  const said = lines.map((line) => lineInWords(line, reading.kind)).join('; ')
  return [
    Decoration.node(position, end, { 'aria-description': `Read as: ${said}` }),
    Decoration.widget(
      end - 1,
      (view, getPos) => draw(view, { lines, kind: reading.kind, getPos }),
      {
        key: `reading ${JSON.stringify(lines)}`,
        side: 1,
        ignoreSelection: true,
        stopEvent: () => true,
      },
    ),
    ...marks,
  ]
}

/** One line as it is read out: "PW, Petra Wick, Youth Service". */
export function lineInWords(
  { state, text, words, doubt }: ReadingLine,
  kind: CellReading['kind'],
): string {
  const who = kind === 'leads' ? oneLine(text) : ''
  const corrected = state === 'corrected' ? 'corrected' : ''
  return [who, words, doubt, corrected].filter((each) => each !== '').join(', ')
}

/**
 * Drawn for the eye and the pointer. A screen reader hears the same as the description of the cell,
 * and the keyboard comes to it by "Correct the reading"; so it is neither focused nor read here. The
 * style sheet writes the words: what is no text is not copied or found, and costs no keystroke
 * anything (browsers go through all text of an editor with every key).
 */
function draw(
  view: EditorView,
  {
    lines,
    kind,
    getPos,
  }: {
    lines: readonly (ReadingLine & { index: number })[]
    kind: CellReading['kind']
    getPos: () => number | undefined
  },
): HTMLElement {
  const box = document.createElement('div')
  box.className = 'reading'
  box.setAttribute('contenteditable', 'false')
  box.setAttribute('aria-hidden', 'true')
  for (const { index, state, text, words, doubt } of lines) {
    const line = document.createElement('div')
    line.className = `reading-line is-${state}`
    line.dataset['line'] = String(index)
    const lead = kind === 'leads' && text !== '' ? `${oneLine(text)} · ` : words === '' ? '' : '→ '
    const note = state === 'corrected' ? 'corrected' : doubt
    line.dataset['words'] = lead + words
    if (note !== '') line.dataset['doubt'] = words === '' ? note : ` ${note}`
    box.append(line)
  }
  // The caret and the focus stay where they are: only the question opens.
  box.addEventListener('mousedown', (event) => event.preventDefault())
  box.addEventListener('click', (event) => {
    const at = getPos()
    if (at === undefined || !view.editable) return
    const line = event.target instanceof Element ? event.target.closest('.reading-line') : null
    const index = line instanceof HTMLElement ? Number(line.dataset['line']) : 0
    const position = view.state.doc.resolve(at).before()
    ask({ kind: 'reading', position, line: index })(view.state, view.dispatch)
  })
  return box
}

/** Where the letters of a cell's text stand in the document; the counterpart of `cellText`. */
function positionIn(cell: Node, position: number): (offset: number) => number {
  const pieces: { start: number; at: number }[] = []
  let length = 0
  let isFirst = true
  cell.descendants((node, offset) => {
    const at = position + 1 + offset
    if (node.isTextblock) {
      if (!isFirst) length += 1
      isFirst = false
      pieces.push({ start: length, at: at + 1 })
    } else if (node.isText) {
      pieces.push({ start: length, at })
      length += node.text?.length ?? 0
    } else if (node.type.name === 'hardBreak') {
      pieces.push({ start: length, at })
      length += 1
    }
    return true
  })
  return (offset) => {
    const piece = pieces.findLast(({ start }) => start <= offset)
    return piece === undefined ? position + 1 : piece.at + offset - piece.start
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
