import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import type { PlacesResponse } from '../../../shared/api-places.ts'
import { FRAMEWORKS } from '../../../shared/columns/frameworks.ts'
import { linkToDocument, standardOfLink } from '../../../shared/reading/check-links.ts'
import { placesIn } from '../../../shared/reading/places.ts'
import { ComboBox } from '../../components/combo-box.tsx'
import { SelectField } from '../../components/select-field.tsx'

/** What of other documents can be linked to; asked when somebody chooses. */
export interface LinkTargets {
  listDocuments(): Promise<readonly { id: string; title: string }[]>
  listPlaces(documentId: string): Promise<PlacesResponse['places']>
}

const WHOLE = 'whole'

/** A document, this one or another, and an action or heading in it. */
export function PlaceField({
  editor,
  targets,
  href,
  onChange,
}: {
  editor: Editor
  targets: LinkTargets
  href: string
  onChange: (href: string, name: string) => void
}) {
  const [document, setDocument] = useState(linkToDocument(href)?.document ?? '')
  const others = useOthers(targets)
  const places = usePlaces(editor, { targets, document })
  const title = others.find(({ id }) => id === document)?.title ?? ''
  const whole = { id: WHOLE, name: 'The whole document' }
  const items = places.map(({ id, name, group }) => ({ id, name, about: group }))
  const chosen = document === '' ? href.slice(1) : (linkToDocument(href)?.row ?? '')
  return (
    <>
      <SelectField
        label="In"
        value={document}
        choices={[
          { value: '', label: 'This document' },
          ...others.map(({ id, title: label }) => ({ value: id, label })),
        ]}
        onChange={(next) => {
          setDocument(next)
          const own = others.find(({ id }) => id === next)
          onChange(next === '' ? '' : `/documents/${next}`, own?.title ?? '')
        }}
      />
      <ComboBox
        key={document}
        label="Action or heading"
        items={document === '' ? items : [whole, ...items]}
        value={chosen === '' ? (document === '' ? null : WHOLE) : chosen}
        emptyWords="Nothing of that name is in it."
        onChange={(id) => {
          const place = places.find((each) => each.id === id)
          const path = document === '' ? '' : `/documents/${document}`
          if (place === undefined) onChange(path, title)
          else onChange(`${path}#${place.id}`, place.name)
        }}
      />
    </>
  )
}

/** A standard by its name, of one of the frameworks. */
export function StandardField({
  href,
  onChange,
}: {
  href: string
  onChange: (chosen: { framework: string; standard: string; label: string }) => void
}) {
  const chosen = standardOfLink(href)
  const all = Object.entries(FRAMEWORKS).flatMap(([framework, { name, standards }]) =>
    standards.map(({ key, label }) => ({ framework, standard: key, label, about: name })),
  )
  return (
    <ComboBox
      label="Standard"
      items={all.map(({ framework, standard, label, about }) => ({
        id: `${framework}.${standard}`,
        name: label,
        about,
      }))}
      value={chosen === null ? null : `${chosen.framework}.${chosen.standard}`}
      emptyWords="There is no standard of that name."
      onChange={(id) => {
        const found = all.find(({ framework, standard }) => `${framework}.${standard}` === id)
        if (found !== undefined) onChange(found)
      }}
    />
  )
}

/** The other documents that can be opened; none while they are not known. */
function useOthers(targets: LinkTargets): readonly { id: string; title: string }[] {
  const [others, setOthers] = useState<readonly { id: string; title: string }[]>([])
  useEffect(() => {
    targets.listDocuments().then(
      setOthers,
      () => {}, // places in this document can still be chosen
    )
  }, [targets])
  return others
}

function usePlaces(
  editor: Editor,
  { targets, document }: { targets: LinkTargets; document: string },
): PlacesResponse['places'] {
  const [found, setFound] = useState<{ of: string; places: PlacesResponse['places'] } | null>(null)
  useEffect(() => {
    if (document === '') return
    let isCurrent = true
    targets.listPlaces(document).then(
      (places) => isCurrent && setFound({ of: document, places }),
      () => {}, // the document as a whole can still be chosen
    )
    return () => {
      isCurrent = false
    }
  }, [targets, document])
  if (document === '') return placesIn(editor.state.doc)
  return found?.of === document ? found.places : []
}
