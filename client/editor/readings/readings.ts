import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'
import { DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import type { OtherDocuments } from '../../../shared/reading/check-links.ts'
import type { CellReading } from '../../../shared/reading/cell-reading.ts'
import { EMPTY_DIRECTORY } from '../../../shared/reading/directory.ts'
import type { Directory } from '../../../shared/reading/directory.ts'
import { createPlanReader } from '../../../shared/reading/plan-reader.ts'
import type { PlanReader, PlanReadings } from '../../../shared/reading/plan-reader.ts'
import { flushInput } from '../binding/index.ts'
import { decorationsOf } from './draw.ts'

/**
 * What timescales and leads are read as, shown under their cells as decorations. Nothing is read on
 * the way of a keystroke: the plans are looked at once the text has been quiet for a moment, or every
 * few seconds where somebody always types, and then only cells that changed are read.
 */

interface Readings {
  reader: PlanReader
  directory: Directory
  /** What can be linked to; null while it is not known. */
  documents: OtherDocuments | null
  decorations: DecorationSet
}

const readingsKey = new PluginKey<Readings>('readings')

/** After this long without a change the plans are read, in ms, and at the latest after `LATEST_MS`. */
const QUIET_MS = 400
const LATEST_MS = 3000
/** At most this long at a time, in ms, so that a key pressed meanwhile is not kept waiting. */
const SLICE_MS = 8

export function readingsPlugin(): Plugin<Readings> {
  return new Plugin<Readings>({
    key: readingsKey,
    state: {
      init: () => ({
        reader: createPlanReader(),
        directory: EMPTY_DIRECTORY,
        documents: null,
        decorations: DecorationSet.empty,
      }),
      apply: (tr, readings) => {
        const fresh: Partial<Readings> | undefined = tr.getMeta(readingsKey)
        if (fresh !== undefined) return { ...readings, ...fresh }
        if (!tr.docChanged) return readings
        return { ...readings, decorations: readings.decorations.map(tr.mapping, tr.doc) }
      },
    },
    props: { decorations: (state) => readingsKey.getState(state)?.decorations },
    view: (view) => {
      const drawer = drawWhenQuiet(view)
      return {
        update: (_view, before) => {
          const isOtherDirectory =
            readingsKey.getState(before)?.directory !== readingsKey.getState(view.state)?.directory
          if (isOtherDirectory || before.doc !== view.state.doc) drawer.schedule()
        },
        destroy: drawer.stop,
      }
    },
  })
}

/** The plans of the text as they are read now. Cheap for cells that did not change. */
export function readingsOf(state: EditorState): PlanReadings {
  const { reader, directory, documents } = readingsKey.getState(state) ?? {
    reader: createPlanReader(),
    directory: EMPTY_DIRECTORY,
    documents: null,
  }
  reader.useDirectory(directory)
  reader.useDocuments(documents)
  return requireAll(reader.read(state.doc))
}

/** Reads leads with these people and groups from now on. */
export function readWith(directory: Directory): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setMeta(readingsKey, { directory }))
    return true
  }
}

/** Checks links to other documents against these from now on. */
export function linkWith(documents: OtherDocuments): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setMeta(readingsKey, { documents }))
    return true
  }
}

function drawWhenQuiet(view: EditorView): { schedule: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitingSince: number | null = null
  let drawn: unknown[] = []
  let drawnCount = 0

  const draw = (): void => {
    const readings = readingsKey.getState(view.state)
    if (readings === undefined) return
    if (view.composing) return schedule()
    flushInput(view) // it may change the text, so before anything is read
    const end = performance.now() + SLICE_MS
    readings.reader.useDirectory(readings.directory)
    const read = readings.reader.read(view.state.doc, () => performance.now() < end)
    if (read === null) {
      timer = setTimeout(draw, 0)
      return
    }
    waitingSince = null
    const shown = [...read.readings].filter(([, { lines }]) => lines.some(isWorthALine))
    const now = shown.flatMap(([cell, reading]): unknown[] => [cell.node, reading])
    // A row that was moved and brought back in between has lost its decorations on the way.
    const isComplete = readings.decorations.find().length === drawnCount
    if (isComplete && isSameList(drawn, now)) return
    drawn = now
    const decorations = shown.flatMap(([cell, reading]) => decorationsOf(cell, reading))
    drawnCount = decorations.length
    const fresh = { decorations: DecorationSet.create(view.state.doc, decorations) }
    view.dispatch(view.state.tr.setMeta(readingsKey, fresh).setMeta('addToHistory', false))
  }
  function schedule(quietMs = QUIET_MS): void {
    const time = performance.now()
    waitingSince ??= time
    clearTimeout(timer)
    timer = setTimeout(draw, Math.min(quietMs, Math.max(0, waitingSince + LATEST_MS - time)))
  }
  schedule(0) // before anybody begins to type
  return { schedule: () => schedule(), stop: () => clearTimeout(timer) }
}

function isWorthALine({ words, doubt }: CellReading['lines'][number]): boolean {
  return words !== '' || doubt !== ''
}

function isSameList(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && before.every((each, index) => each === now[index])
}

function requireAll(read: PlanReadings | null): PlanReadings {
  if (read === null) throw new Error('A reading that may take its time always ends')
  return read
}
