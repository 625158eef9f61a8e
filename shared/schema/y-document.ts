import type { Attrs, Mark, Node, Schema } from '@tiptap/pm/model'
import { Fragment } from '@tiptap/pm/model'
import * as Y from 'yjs'

/**
 * Documents between their two forms: the Yjs fragment (the truth, shared) and the ProseMirror node
 * (what editors and exports work on). Blocks are Y.XmlElements named like their node type, words are
 * Y.XmlTexts with marks as formatting attributes; that is how every ProseMirror binding for Yjs
 * stores them.
 *
 * Reading never writes and never fails: what the schema does not know, or does not allow where it
 * stands, becomes a placeholder (`unknownBlock`, `unknownInline`, `unknownMark`) that carries its
 * source, so that `node.check()` holds for every result and nothing is lost on the way back.
 */

/** The attribute in which an inline element (a footnote) keeps its marks; texts have formatting. */
export const MARKS = 'marks'

export type YContainer = Y.XmlElement | Y.XmlFragment
export type YContent = Y.XmlElement | Y.XmlText

/**
 * What was made of each block and of what stands between blocks; children correspond one to one,
 * in order. What stands inside a line is read anew with its line.
 */
export type Mapping = Map<YContainer | YContent, Node>

/** A Yjs element as JSON, kept by placeholders. `d`: the delta of a text. */
export type YSource =
  | { n: string; a: Record<string, unknown>; c: YSource[] }
  | { d: { insert: unknown; attributes?: Record<string, unknown> }[] }

/** Reads the whole document. `mapping`, if given, is used as a cache and filled. */
export function readDocument(fragment: Y.XmlFragment, schema: Schema, mapping?: Mapping): Node {
  const type = schema.topNodeType
  const children = readBlocks(fragment, type.name, schema, mapping)
  const node = type.create(null, children)
  mapping?.set(fragment, node)
  return node
}

/** Reads one element as a node that may stand in a parent of type `parentName`. */
export function readElement(
  element: Y.XmlElement,
  parentName: string,
  schema: Schema,
  mapping?: Mapping,
): Node {
  const cached = mapping?.get(element)
  if (cached !== undefined && allows(schema, parentName, cached.type.name)) return cached
  const type = Object.hasOwn(schema.nodes, element.nodeName)
    ? schema.nodes[element.nodeName]
    : undefined
  const isInline = schema.nodes[parentName]?.inlineContent === true
  if (
    type === undefined ||
    type.isText ||
    isPlaceholder(type.name) ||
    !allows(schema, parentName, type.name)
  ) {
    return remember(mapping, element, placeholder(element, schema, isInline))
  }
  const attrs = readAttrs(element, schema, type.name)
  const children = type.isLeaf
    ? Fragment.empty
    : type.inlineContent
      ? readInline(element, type.name, schema)
      : readBlocks(element, type.name, schema, mapping)
  if (type.isLeaf && element.length > 0) {
    return remember(mapping, element, placeholder(element, schema, isInline))
  }
  const marks = isInline ? readMarks(element.getAttribute(MARKS), schema) : []
  return remember(mapping, element, type.create(attrs, children, marks))
}

/** Reads one text as inline nodes of a parent of type `parentName`. */
export function readText(text: Y.XmlText, parentName: string, schema: Schema): readonly Node[] {
  const marksAllowed = schema.nodes[parentName]?.markSet
  return (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).map(
    (run) => {
      // Anything but a string in a text is an embed, which only another program can have written.
      if (typeof run.insert !== 'string') {
        return inlinePlaceholder(schema, { d: [run] })
      }
      const marks = readMarks(run.attributes, schema)
      const fitting =
        marksAllowed === null || marksAllowed === undefined
          ? marks
          : marks.filter((mark) => marksAllowed.includes(mark.type))
      return schema.text(run.insert, fitting)
    },
  )
}

/** Makes the Yjs element (with everything in it) for a node that is no text. */
export function createElement(node: Node): YContent {
  if (isPlaceholder(node.type.name) && isSource(node.attrs['source'])) {
    return createFromSource(node.attrs['source'])
  }
  const element = new Y.XmlElement(node.type.name)
  for (const [key, value] of Object.entries(node.attrs)) {
    if (value !== null && value !== undefined) element.setAttribute(key, value as string)
    // Yjs stores any JSON value; its types say string
  }
  if (node.marks.length > 0) element.setAttribute(MARKS, formatOf(node.marks) as unknown as string)
  const children = createChildren(node.content)
  // Every line has its text from the start: two people who begin to type in the same empty line
  // then write into one text instead of making two.
  if (node.inlineContent && children.length === 0) children.push(new Y.XmlText())
  element.insert(0, children)
  return element
}

/** Makes the Yjs types for a run of siblings; neighbouring text nodes become one Y.XmlText. */
function createChildren(content: Fragment): YContent[] {
  const result: YContent[] = []
  let run: Node[] = []
  const endRun = () => {
    if (run.length > 0) result.push(createText(run))
    run = []
  }
  content.forEach((child) => {
    if (child.isText) run.push(child)
    else {
      endRun()
      result.push(createElement(child))
    }
  })
  endRun()
  return result
}

function createText(nodes: readonly Node[]): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(
    nodes.map((node) => ({ insert: node.text ?? '', attributes: formatOf(node.marks) })),
  )
  return text
}

/** The formatting attributes that stand for a set of marks. */
export function formatOf(marks: readonly Mark[]): Record<string, unknown> {
  const format: Record<string, unknown> = {}
  for (const mark of marks) {
    if (mark.type.name === 'unknownMark') format[String(mark.attrs['name'])] = mark.attrs['value']
    else format[mark.type.name] = withoutNulls(mark.attrs)
  }
  return format
}

/** Fills an empty fragment with a document: what the server does once, when it is made. */
export function seedDocument(fragment: Y.XmlFragment, node: Node): void {
  if (fragment.length > 0) throw new Error('Only an empty document can be seeded')
  fragment.insert(0, createChildren(node.content))
}

/** The attributes of an element that its type knows, with defaults for the rest. */
function readAttrs(element: Y.XmlElement, schema: Schema, typeName: string): Attrs {
  const stored = element.getAttributes() as Record<string, unknown> // Yjs types say string
  const attrs: Record<string, unknown> = {}
  for (const name of Object.keys(schema.nodes[typeName]?.spec.attrs ?? {})) {
    if (stored[name] !== undefined) attrs[name] = stored[name]
  }
  return attrs
}

export function isPlaceholder(name: string): boolean {
  return name === 'unknownBlock' || name === 'unknownInline'
}

function readBlocks(
  parent: YContainer,
  parentName: string,
  schema: Schema,
  mapping?: Mapping,
): Fragment {
  return Fragment.fromArray(
    parent.toArray().map((child) => {
      if (child instanceof Y.XmlElement) return readElement(child, parentName, schema, mapping)
      // Words directly between blocks: only another program can have written them.
      const made = schema.node('unknownBlock', {
        name: '#text',
        source: sourceOf(child as Y.XmlText),
      })
      return remember(mapping, child as Y.XmlText, made)
    }),
  )
}

function readInline(parent: Y.XmlElement, parentName: string, schema: Schema): Fragment {
  const nodes: Node[] = []
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlElement) nodes.push(readElement(child, parentName, schema))
    else if (child instanceof Y.XmlText) {
      nodes.push(...readText(child, parentName, schema))
    }
  }
  return Fragment.fromArray(nodes)
}

function readMarks(format: unknown, schema: Schema): readonly Mark[] {
  let marks: readonly Mark[] = []
  if (typeof format !== 'object' || format === null) return marks
  for (const [name, value] of Object.entries(format)) {
    if (value === null) continue
    const type = Object.hasOwn(schema.marks, name) ? schema.marks[name] : undefined
    const mark =
      type === undefined || name === 'unknownMark'
        ? schema.mark('unknownMark', { name, value })
        : type.create(typeof value === 'object' ? (value as Attrs) : null) // unknown attributes are ignored
    marks = mark.addToSet(marks)
  }
  return marks
}

function placeholder(element: Y.XmlElement, schema: Schema, isInline: boolean): Node {
  const attrs = { name: element.nodeName, source: sourceOf(element) }
  return schema.node(isInline ? 'unknownInline' : 'unknownBlock', attrs)
}

function inlinePlaceholder(schema: Schema, source: YSource): Node {
  return schema.node('unknownInline', { name: '#embed', source })
}

function sourceOf(content: YContent): YSource {
  if (content instanceof Y.XmlText) return { d: content.toDelta() }
  return {
    n: content.nodeName,
    a: content.getAttributes() as Record<string, unknown>, // Yjs types say string
    c: content.toArray().filter(isContent).map(sourceOf),
  }
}

function createFromSource(source: YSource): YContent {
  if ('d' in source) {
    const text = new Y.XmlText()
    text.applyDelta(source.d)
    return text
  }
  const element = new Y.XmlElement(source.n)
  for (const [key, value] of Object.entries(source.a)) element.setAttribute(key, value as string)
  element.insert(0, source.c.map(createFromSource))
  return element
}

function isSource(value: unknown): value is YSource {
  return typeof value === 'object' && value !== null && ('n' in value || 'd' in value)
}

function isContent(value: unknown): value is YContent {
  return value instanceof Y.XmlElement || value instanceof Y.XmlText
}

function allows(schema: Schema, parentName: string, childName: string): boolean {
  const parent = schema.nodes[parentName]
  const child = schema.nodes[childName]
  // Every content expression of the schema is `(a|b|…)*`, so one match answers for all places.
  return (
    parent !== undefined && child !== undefined && parent.contentMatch.matchType(child) !== null
  )
}

function remember(mapping: Mapping | undefined, type: YContent, node: Node): Node {
  mapping?.set(type, node)
  return node
}

function withoutNulls(attrs: Attrs): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attrs).filter(([, value]) => value !== null && value !== undefined),
  )
}
