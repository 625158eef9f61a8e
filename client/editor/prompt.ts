import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'

/** What the editor asks the person beside the text: at most one question at a time. */
export type Prompt =
  | { kind: 'none' }
  | { kind: 'help' }
  | { kind: 'link' }
  | { kind: 'table' }
  | { kind: 'actionTable' }
  /** `position`: the image to describe, null to add one. */
  | { kind: 'image'; position: number | null }
  | { kind: 'footnote'; position: number }
  /** The typed number of a heading or clause. */
  | { kind: 'number'; position: number }
  /** A new column beside the one the caret is in. */
  | { kind: 'column'; side: 'left' | 'right' }
  | { kind: 'choices' }
  /** The group whose members are listed. */
  | { kind: 'members' }
  /** Which lines of the row with the caret belong together. */
  | { kind: 'lines' }
  /** What the cell with the caret says, from the list of its column. */
  | { kind: 'choose' }
  /** `position`: the plan whose years are asked for. */
  | { kind: 'period'; position: number }
  /** What a cell of an action plan is read as; `line`: which part of it. */
  | { kind: 'reading'; position: number; line: number }

export const NO_PROMPT: Prompt = { kind: 'none' }

const promptKey = new PluginKey<Prompt>('prompt')

/** Keeps the open question; its place in the text moves along with edits. */
export function promptPlugin(): Plugin<Prompt> {
  return new Plugin<Prompt>({
    key: promptKey,
    state: {
      init: () => NO_PROMPT,
      apply(tr, prompt) {
        const next: Prompt | undefined = tr.getMeta(promptKey)
        if (next !== undefined) return next
        if (!tr.docChanged || !('position' in prompt) || prompt.position === null) return prompt
        const { pos, deleted } = tr.mapping.mapResult(prompt.position)
        return deleted ? NO_PROMPT : { ...prompt, position: pos }
      },
    },
  })
}

export function promptOf(state: EditorState): Prompt {
  return promptKey.getState(state) ?? NO_PROMPT
}

export function ask(prompt: Prompt): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setMeta(promptKey, prompt))
    return true
  }
}
