import {
  InputRule,
  inputRules,
  textblockTypeInputRule,
  wrappingInputRule,
} from '@tiptap/pm/inputrules'
import type { Node, Schema } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { Command, Transaction } from '@tiptap/pm/state'
import { nodeType } from './node-types.ts'

/** What turns into a block while it is typed: "# ", "- ", "1. ", "a) ", "> " and "3.7 ". */
export function inputRulePlugins(schema: Schema): Plugin[] {
  const rules = rulesOf(schema)
  return [rules, rememberRule(rules)]
}

/** Backspace right after: what was typed stands as it was typed. */
export const undoInputRule: Command = (state, dispatch) => {
  const last = lastRuleKey.getState(state) ?? null
  if (last === null) return false
  const { transform, text } = last
  const tr = state.tr
  for (let index = transform.steps.length - 1; index >= 0; index--) {
    const [step, doc] = [transform.steps[index], transform.docs[index]]
    if (step !== undefined && doc !== undefined) tr.step(step.invert(doc))
  }
  dispatch?.(tr.insertText(text))
  return true
}

/** A rule that has just been used: its steps, and the letters that it was used on. */
interface LastRule {
  transform: Transaction
  text: string
}

const lastRuleKey = new PluginKey<LastRule | null>('lastRule')

/** The library forgets the rule as soon as the new block is given its id; this does not. */
function rememberRule(rules: Plugin): Plugin {
  return new Plugin<LastRule | null>({
    key: lastRuleKey,
    state: {
      init: () => null,
      apply: (tr, last) => {
        const used: LastRule | undefined = tr.getMeta(rules)
        if (used !== undefined) return used
        const isFollowUp = tr.getMeta('appendedTransaction') !== undefined
        return isFollowUp || !(tr.docChanged || tr.selectionSet) ? last : null
      },
    },
  })
}

function rulesOf(schema: Schema): Plugin {
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
