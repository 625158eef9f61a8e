import type { EditorAction } from './action.ts'

/** The keys of an action as people read them: "Ctrl+Shift+8". */
export function shortcutOf(action: EditorAction): string | undefined {
  return action.keys === undefined ? undefined : keysInWords(action.keys)
}

export function keysInWords(keys: string): string {
  return keys
    .split(/-(?!$)/)
    .map((part) => KEY_WORDS[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join('+')
}

const KEY_WORDS: Record<string, string> = {
  Mod: 'Ctrl',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
}
