import { Plugin } from '@tiptap/pm/state'
import { isFromYjs } from '../binding/index.ts'
import { placeOf } from './shape.ts'

/** A cell that says "same as above" speaks for itself once somebody types into it. */
export function sameAsAbovePlugin(): Plugin {
  return new Plugin({
    appendTransaction: (transactions, _before, after) => {
      if (!transactions.some((tr) => tr.docChanged && !isFromYjs(tr))) return null
      const place = placeOf(after)
      if (place?.part !== 'cell' || place.cell.node.attrs['same'] !== true) return null
      if (place.cell.node.textContent === '') return null
      return after.tr.setNodeAttribute(place.cell.position, 'same', false)
    },
  })
}
