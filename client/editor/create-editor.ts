import { Editor, Extension } from '@tiptap/core'
import { dropCursor } from '@tiptap/pm/dropcursor'
import { gapCursor } from '@tiptap/pm/gapcursor'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Schema } from '@tiptap/pm/model'
import { documentExtensions } from '../../shared/schema/index.ts'
import { copyAsTablePlugin } from './action-table/copy.ts'
import { keepRowsPlugin } from './action-table/keep-rows.ts'
import { lockedColumnsPlugin } from './action-table/locked.ts'
import type { MayUnlock } from './action-table/locked.ts'
import { linesPlugin } from './action-table/lines.ts'
import { planBarPlugin } from './action-table/plan-bar.ts'
import { planPagesPlugin } from './action-table/plan-pages.ts'
import { cellMousePlugin, longTablePlugin } from './action-table/mouse.ts'
import { pasteIntoCellsPlugin } from './action-table/paste.ts'
import { safeDeletePlugin } from './action-table/safe-delete.ts'
import { sameAsAbovePlugin } from './action-table/same-as-above.ts'
import { sheetPlugin } from './action-table/sheet.ts'
import { bindingPlugins } from './binding/index.ts'
import { commentsPlugin } from './comments/comments.ts'
import { directoryPlugin } from './blocks/from-directory.ts'
import { imageFilesPlugin, imageView } from './blocks/images.ts'
import { keepSelectedBlockPlugin } from './blocks/insert.ts'
import { numbersPlugin } from './blocks/numbers.ts'
import { pageHeaderKeysPlugin, pageHeaderView } from './blocks/page-header.ts'
import { placeholderPlugin } from './blocks/placeholder.ts'
import { printHeaderPlugin } from './blocks/print-header.ts'
import { tableView } from './blocks/table-view.ts'
import { unknownBlockView, unknownInlineView } from './blocks/unknown.ts'
import { askedPlugin } from './asked/asked.ts'
import { lockedPartsPlugin } from './cover/locked-parts.ts'
import { deliveryPlugin } from './delivery/marks.ts'
import { findPlugin } from './find.ts'
import { ownSectionsPlugin } from './own-sections.ts'
import type { GetSections } from './own-sections.ts'
import { inputRulePlugins } from './input-rules.ts'
import { keyPlugins } from './keymap.ts'
import { readingsPlugin } from './readings/readings.ts'
import { withoutHandlers } from './pasted-html.ts'
import { presencePlugin } from './presence/index.ts'
import { promptPlugin } from './prompt.ts'
import { slashPlugin } from './slash.ts'

export type { Editor }

export interface CreateEditorOptions {
  element: HTMLElement
  fragment: Y.XmlFragment
  awareness: Awareness
  isEditable: boolean
  newId: () => string
  /** The title of the document, for the name of the text. */
  getTitle: () => string
  /** Id of the element that says how to leave the text and where the help is. */
  hintId: string
  getSections: GetSections
  mayUnlock: MayUnlock
  /** A cover report: the headings of its parts stay. */
  isReport: boolean
  /** A picture was pasted or dropped as a file. */
  onImageFile: (view: EditorView, file: File) => void
}

/**
 * The editor of a document: a Tiptap editor without any of its ready-made extensions. The schema is
 * the shared one; behaviour is in `editorPlugins`. The caller destroys it.
 */
export function createEditor(options: CreateEditorOptions): Editor {
  const { element, fragment, awareness, isEditable, getTitle, hintId } = options
  return new Editor({
    element,
    editable: isEditable,
    injectCSS: false,
    // Without it Tiptap parses an empty string as HTML, which the rules of the page refuse.
    content: { type: 'doc', content: [{ type: 'paragraph' }] },
    // Our keys and our clipboard rules instead of Tiptap's; `delete` walks the document on each change.
    enableCoreExtensions: {
      keymap: false,
      delete: false,
      drop: false,
      paste: false,
      tabindex: false,
    },
    extensions: [
      ...documentExtensions,
      Extension.create({
        name: 'folkmoot',
        addProseMirrorPlugins() {
          return [
            // Tiptap makes a schema of its own from the extensions: types are equal by name only.
            ...editorPlugins({ schema: this.editor.schema, onImageFile: options.onImageFile }),
            sheetPlugin(),
            printHeaderPlugin(),
            planPagesPlugin(),
            ownViewsPlugin(),
            presencePlugin({ fragment, awareness }),
            commentsPlugin(fragment),
            ownSectionsPlugin(options.getSections),
            lockedColumnsPlugin(options.mayUnlock),
            ...(options.isReport ? [lockedPartsPlugin()] : []),
            ...bindingPlugins({ fragment, newId: options.newId }),
          ]
        },
      }),
    ],
    editorProps: {
      attributes: () => ({
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': `Text of ${getTitle()}`,
        'aria-describedby': hintId,
        class: 'document-text',
        spellcheck: 'true',
        lang: 'en-GB',
        tabindex: '0',
      }),
      transformPastedHTML: withoutHandlers,
    },
  })
}

/** Of a plugin: Tiptap puts its own in place of those in `editorProps` until somebody may not write. */
function ownViewsPlugin(): Plugin {
  return new Plugin({
    props: {
      nodeViews: {
        image: imageView,
        pageHeader: pageHeaderView,
        table: tableView,
        unknownBlock: unknownBlockView,
        unknownInline: unknownInlineView,
      },
    },
  })
}

/** All behaviour that needs neither a page nor a connection; order decides who sees a key first. */
export function editorPlugins({
  schema,
  onImageFile,
}: {
  schema: Schema
  onImageFile: (view: EditorView, file: File) => void
}): Plugin[] {
  return [
    slashPlugin(),
    pageHeaderKeysPlugin(),
    keepSelectedBlockPlugin(),
    safeDeletePlugin(),
    pasteIntoCellsPlugin(),
    copyAsTablePlugin(),
    imageFilesPlugin(onImageFile),
    ...inputRulePlugins(schema),
    ...keyPlugins(),
    keepRowsPlugin(),
    sameAsAbovePlugin(),
    promptPlugin(),
    findPlugin(),
    numbersPlugin(),
    placeholderPlugin(),
    longTablePlugin(),
    planBarPlugin(),
    directoryPlugin(),
    linesPlugin(),
    readingsPlugin(),
    deliveryPlugin(),
    askedPlugin(),
    cellMousePlugin(),
    dropCursor({ class: 'drop-place', color: false }),
    gapCursor(),
  ]
}
