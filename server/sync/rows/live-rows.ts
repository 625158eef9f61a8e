import * as Y from 'yjs'

/** The rows of action plans as they stand in a live text. */
export function liveRows(body: Y.XmlFragment): Y.XmlElement[] {
  return elementsIn(body).flatMap((table) =>
    table.nodeName !== 'actionTable'
      ? []
      : elementsIn(table).flatMap((child) =>
          child.nodeName === 'actionGroup' ? rowsIn(child) : isRow(child) ? [child] : [],
        ),
  )
}

export function idOf(element: Y.XmlElement): string {
  return String(element.getAttribute('id') ?? '')
}

/** The texts of a cell in the order they are read. */
export function textsOf(element: Y.XmlElement): Y.XmlText[] {
  return element.toArray().flatMap((child): Y.XmlText[] => {
    if (child instanceof Y.XmlText) return [child]
    return child instanceof Y.XmlElement ? textsOf(child) : []
  })
}

/** The words of a cell or row. */
export function wordsOf(element: Y.XmlElement): string {
  return textsOf(element).map(plainText).join('\n')
}

export function plainText(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[]) // what Yjs gives
    .map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc'))
    .join('')
}

export function cellsOf(row: Y.XmlElement): Y.XmlElement[] {
  return elementsIn(row).filter(({ nodeName }) => nodeName === 'actionCell')
}

export function elementsIn(parent: Y.XmlElement | Y.XmlFragment): Y.XmlElement[] {
  return parent.toArray().filter((child) => child instanceof Y.XmlElement)
}

function rowsIn(group: Y.XmlElement): Y.XmlElement[] {
  return elementsIn(group).filter(isRow)
}

function isRow({ nodeName }: Y.XmlElement): boolean {
  return nodeName === 'actionRow'
}
