import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { EditorAction } from './action.ts'
import { actionsFor } from './actions.ts'

/** The `/` menu: typed at the start of a line or after a space, filtered by what is typed on. */
export interface Slash {
  /** Position of the slash; null while the menu is closed. */
  from: number | null
  query: string
  index: number
  choices: readonly EditorAction[]
}

const CLOSED: Slash = { from: null, query: '', index: 0, choices: [] }

export const SLASH_LIST_ID = 'slash-menu'

const slashKey = new PluginKey<Slash>('slash')

export function slashPlugin(): Plugin<Slash> {
  return new Plugin<Slash>({
    key: slashKey,
    state: {
      init: () => CLOSED,
      apply: (tr, slash, _before, state) => {
        const next: Partial<Slash> | undefined = tr.getMeta(slashKey)
        if (next !== undefined)
          return next.from === null ? CLOSED : withChoices({ ...slash, ...next }, state)
        if (slash.from === null) return slash
        const from = tr.mapping.map(slash.from, -1)
        const query = queryAt(state, from)
        if (query === null) return CLOSED
        if (query === slash.query && !tr.docChanged) return slash
        return withChoices({ ...slash, from, query, index: 0 }, state)
      },
    },
    props: {
      attributes: (state): Record<string, string> => {
        const { from, choices, index } = slashOf(state)
        const chosen = choices[index]
        if (from === null || chosen === undefined) return {}
        return { 'aria-controls': SLASH_LIST_ID, 'aria-activedescendant': optionId(chosen) }
      },
      handleTextInput: (view, from, to, text) => {
        if (text !== '/' || from !== to) return false
        const { $from } = view.state.selection
        if (!$from.parent.isTextblock || $from.parent.type.name === 'actionColumn') return false
        const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
        if (before !== '' && !/\s$/.test(before)) return false
        view.dispatch(
          view.state.tr.insertText('/', from).setMeta(slashKey, { from, query: '', index: 0 }),
        )
        return true
      },
      handleKeyDown: (view, event) => handleKey(view, event),
      handleDOMEvents: {
        blur: (view) => {
          closeSlash(view.state, view.dispatch)
          return false
        },
      },
    },
  })
}

export function slashOf(state: EditorState): Slash {
  return slashKey.getState(state) ?? CLOSED
}

const closeSlash: Command = (state, dispatch) => {
  if (slashOf(state).from === null) return false
  dispatch?.(state.tr.setMeta(slashKey, { from: null }))
  return true
}

/** Takes the typed words away and does what was chosen. */
export function choose(view: EditorView, action: EditorAction): void {
  const { from } = slashOf(view.state)
  if (from === null) return
  view.dispatch(
    view.state.tr.delete(from, view.state.selection.from).setMeta(slashKey, { from: null }),
  )
  action.run(view.state, view.dispatch, view)
}

export function optionId(action: EditorAction): string {
  return `slash-${action.id}`
}

function handleKey(view: EditorView, event: KeyboardEvent): boolean {
  const slash = slashOf(view.state)
  if (slash.from === null || event.isComposing) return false
  if (event.key === 'Escape') return closeSlash(view.state, view.dispatch)
  const count = slash.choices.length
  if (count === 0) return false
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const index = (slash.index + (event.key === 'ArrowDown' ? 1 : -1) + count) % count
    view.dispatch(view.state.tr.setMeta(slashKey, { index }))
    return true
  }
  const chosen = slash.choices[slash.index]
  if ((event.key !== 'Enter' && event.key !== 'Tab') || chosen === undefined) return false
  choose(view, chosen)
  return true
}

/** What stands between the slash and the caret; null once it is no longer a search. */
function queryAt(state: EditorState, from: number): string | null {
  const { $from, empty } = state.selection
  if (!empty || from >= $from.pos || from < $from.start()) return null
  const typed = state.doc.textBetween(from, $from.pos, '\n', '\ufffc')
  return /^\/[^\n\ufffc]{0,24}$/.test(typed) ? typed.slice(1) : null
}

function withChoices(slash: Slash, state: EditorState): Slash {
  const wanted = slash.query.toLowerCase().trim()
  const choices = actionsFor('insert').filter(
    (action) =>
      action.isPossible(state) &&
      `${action.label} ${action.words ?? ''}`.toLowerCase().includes(wanted),
  )
  // Words after the slash that fit nothing are a sentence, not a search.
  if (choices.length === 0 && slash.query.includes(' ')) return CLOSED
  return { ...slash, choices, index: Math.min(slash.index, Math.max(0, choices.length - 1)) }
}
