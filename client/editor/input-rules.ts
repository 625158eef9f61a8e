import {
  InputRule,
  inputRules,
  textblockTypeInputRule,
  wrappingInputRule,
} from '@tiptap/pm/inputrules'
import type { Node, Schema } from '@tiptap/pm/model'
import type { Plugin } from '@tiptap/pm/state'
import { nodeType } from './node-types.ts'

/** What turns into a block while it is typed: "# ", "- ", "1. ", "a) ", "> " and "3.7 ". */
export function inputRulesPlugin(schema: Schema): Plugin {
  const ordered = nodeType(schema, 'orderedList')
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,4})\s$/, nodeType(schema, 'heading'), (match) => ({
        level: match[1]?.length ?? 1,
      })),
      wrappingInputRule(/^\s*[-*•]\s$/, nodeType(schema, 'bulletList')),
      wrappingInputRule(
        /^(\d{1,3})[.)]\s$/,
        ordered,
        (match) => ({ style: 'decimal', start: Number(match[1]) }),
        (match, before) => goesOn(before, 'decimal', Number(match[1])),
      ),
      wrappingInputRule(
        /^\(?([a-h])\)\s$/,
        ordered,
        (match) => ({ style: 'letter', start: ordinal(match[1]) }),
        (match, before) => goesOn(before, 'letter', ordinal(match[1])),
      ),
      wrappingInputRule(/^>\s$/, nodeType(schema, 'quote')),
      new InputRule(/^(\d+(?:\.\d+)+)\s$/, (state, match, start, end) => {
        const $start = state.doc.resolve(start)
        const type = nodeType(schema, 'clause')
        const index = $start.index(-1)
        if ($start.parent.type.name !== 'paragraph') return null
        if (!$start.node(-1).canReplaceWith(index, index + 1, type)) return null
        return state.tr
          .delete(start, end)
          .setBlockType(start, start, type, { level: 1, number: match[1] ?? '' })
      }),
    ],
  })
}

function goesOn(before: Node, style: string, start: number): boolean {
  return (
    before.attrs['style'] === style && before.childCount + Number(before.attrs['start']) === start
  )
}

function ordinal(letter: string | undefined): number {
  return (letter ?? 'a').charCodeAt(0) - 'a'.charCodeAt(0) + 1
}
