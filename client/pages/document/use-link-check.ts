import { useEffect } from 'react'
import type { OtherDocuments } from '../../../shared/reading/check-links.ts'
import { linksToOthers, placeKey } from '../../../shared/reading/check-links.ts'
import type { LinkToDocument } from '../../../shared/reading/check-links.ts'
import { MOST_PLACES_ASKED } from '../../../shared/api-places.ts'
import { listDocuments } from '../../api.ts'
import { listPlaces } from '../../api-places.ts'
import type { Editor } from '../../editor/create-editor.ts'
import { run } from '../../editor/perform.ts'
import { linkWith } from '../../editor/readings/readings.ts'
import { isSameData, useEditorValue } from '../../editor/use-editor-value.ts'

/** More linked documents than this are not asked. */
const MOST_DOCUMENTS = 20

/** Finds out where the links to other documents lead, anew whenever there are others. */
export function useLinkCheck(editor: Editor): void {
  const links = useEditorValue(editor, linkState, { isSame: isSameData, delayMs: 1000 })
  useEffect(() => {
    let isCurrent = true
    lookAround(links).then(
      (documents) => {
        if (isCurrent && !editor.isDestroyed) run(editor, linkWith(documents))
      },
      () => {}, // links to other documents are then not checked
    )
    return () => {
      isCurrent = false
    }
  }, [editor, links])
}

function linkState(state: Editor['state']): LinkToDocument[] {
  return linksToOthers(state.doc)
}

async function lookAround(links: readonly LinkToDocument[]): Promise<OtherDocuments> {
  const ids = new Set((await listDocuments()).map(({ id }) => id))
  const linked = [...new Set(links.map(({ document }) => document))].filter((id) => ids.has(id))
  const missing = await Promise.all(
    linked.slice(0, MOST_DOCUMENTS).map(async (document) => {
      const rows = links
        .filter((link) => link.document === document && link.row !== '')
        .map(({ row }) => row)
      if (rows.length === 0) return []
      const found = await listPlaces(document, rows.slice(0, MOST_PLACES_ASKED))
      return found.missing.map((row) => placeKey({ document, row }))
    }),
  )
  return { ids, missing: new Set(missing.flat()) }
}
