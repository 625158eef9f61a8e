import { createContext, useContext, useMemo } from 'react'
import type { ReactNode } from 'react'
import { isSafeLink } from '../../../shared/schema/marks.ts'
import type { MarkedBlock, Run } from '../../../shared/compare/comparison.ts'
import { MarkedPlan } from './marked-plan.tsx'
import './marked-text.css'

interface Shown {
  /** The numbers of footnotes that are still there. */
  notes: ReadonlyMap<Run, number>
  /** Null: every change is lit; otherwise only those with these marks. */
  lit: ReadonlySet<string> | null
}

const ShownContext = createContext<Shown>({ notes: new Map(), lit: null })

/** A text with every change marked, or as it stands where nothing changed. Cannot be written in. */
export function MarkedText({
  blocks,
  lit = null,
}: {
  blocks: readonly MarkedBlock[]
  lit?: ReadonlySet<string> | null
}) {
  const notes = useMemo(() => numberNotes(blocks), [blocks])
  const shown = useMemo(() => ({ notes, lit }), [notes, lit])
  const texts = [...notes].map(([{ footnote = '' }, number]) => ({ number, footnote }))
  return (
    <ShownContext value={shown}>
      <div className="marked-text" lang="en-GB">
        <Blocks blocks={blocks} />
        {texts.length > 0 && (
          <section className="marked-notes" aria-label="Footnotes">
            <ol>
              {texts.map(({ number, footnote }) => (
                <li key={number}>{footnote}</li>
              ))}
            </ol>
          </section>
        )}
      </div>
    </ShownContext>
  )
}

export function Blocks({ blocks }: { blocks: readonly MarkedBlock[] }) {
  // The list never changes without being another list.
  // oxlint-disable-next-line react/no-array-index-key
  return blocks.map((block, index) => <Block key={index} block={block} />)
}

function Block({ block }: { block: MarkedBlock }) {
  const frame = useFrame(block)
  const { type, attrs } = block
  const inside = <Blocks blocks={block.blocks ?? []} />
  switch (type) {
    case 'heading':
      return <Heading block={block} />
    case 'clause':
      return (
        <p {...frame} data-level={String(attrs['level'])}>
          <Line block={block} />
        </p>
      )
    case 'bulletList':
      return <ul {...frame}>{inside}</ul>
    case 'orderedList':
      return (
        <ol
          {...frame}
          type={LIST_TYPES[String(attrs['style'])]}
          start={Number(attrs['start']) || 1}
        >
          {inside}
        </ol>
      )
    case 'listItem':
      return (
        <li {...frame}>
          <Notes block={block} />
          {inside}
        </li>
      )
    case 'quote':
      return <blockquote {...frame}>{inside}</blockquote>
    case 'attribution':
      return (
        <cite {...frame}>
          <Line block={block} />
        </cite>
      )
    case 'callout':
      return (
        <div {...frame} className={`${frame.className} marked-box`} role="note">
          <Notes block={block} />
          {inside}
        </div>
      )
    case 'table':
      return (
        // What scrolls has to be reached by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="marked-table" aria-label="Table" tabIndex={0}>
          <table {...frame}>
            <tbody>{inside}</tbody>
          </table>
        </section>
      )
    case 'tableRow':
      return <tr {...frame}>{inside}</tr>
    case 'tableCell':
      return <Cell block={block}>{inside}</Cell>
    case 'actionTable':
      return <MarkedPlan block={block} />
    case 'image':
      return (
        <figure {...frame}>
          <Notes block={block} />
          <img src={`/api/contents/${String(attrs['content'])}`} alt={String(attrs['alt'])} />
        </figure>
      )
    case 'pageHeader':
      return (
        <p {...frame} className={`${frame.className} marked-page-header`}>
          <Notes block={block} />
          {printedHeader(attrs)}
        </p>
      )
    case 'unknownBlock':
      return (
        <p {...frame}>
          <em>A part of a newer version of Folkmoot</em>
        </p>
      )
    default:
      return block.runs === undefined ? (
        <div {...frame}>{inside}</div>
      ) : (
        <p {...frame}>
          <Line block={block} />
        </p>
      )
  }
}

/** What every block carries: where it can be gone to, and how it changed. */
export function useFrame({ mark, changed, type, number }: MarkedBlock) {
  const { lit } = useContext(ShownContext)
  const isLit = lit === null || lit.has(mark)
  return {
    className: `marked-${type}`,
    ...(mark !== '' && { id: mark, tabIndex: -1 }),
    ...(changed !== 'same' && { 'data-changed': changed }),
    ...(changed !== 'same' && !isLit && { 'data-dim': '' }),
    ...(number !== '' && { 'data-number': number }),
  }
}

/** What is said beside a change. */
export function Notes({ block: { notes } }: { block: MarkedBlock }) {
  return notes.map((note) => (
    <small key={note} className="marked-note">
      {note}
    </small>
  ))
}

/** The words of a block, with its notes. */
export function Line({ block }: { block: MarkedBlock }) {
  return (
    <>
      <Notes block={block} />
      {(block.runs ?? []).map((run, index) => (
        // The list never changes without being another list.
        // oxlint-disable-next-line react/no-array-index-key
        <Piece key={index} run={run} />
      ))}
    </>
  )
}

function Piece({ run }: { run: Run }) {
  const { notes } = useContext(ShownContext)
  const words =
    run.footnote === undefined ? (
      withBreaks(run.text)
    ) : (
      <sup title={run.footnote}>{notes.get(run) ?? '†'}</sup>
    )
  const marked = run.marks.reduce<ReactNode>((inside, mark) => withMark(inside, mark), words)
  if (run.changed === 'added') return <ins>{marked}</ins>
  if (run.changed === 'removed') return <del>{marked}</del>
  return marked
}

function Heading({ block }: { block: MarkedBlock }) {
  const frame = useFrame(block)
  // The page has a heading of its own above the text.
  const level = Math.min(6, (Number(block.attrs['level']) || 1) + 1)
  const Tag = HEADINGS[level - 1] ?? 'h6'
  return (
    <Tag {...frame} data-level={String(block.attrs['level'])}>
      <Line block={block} />
    </Tag>
  )
}

function Cell({ block, children }: { block: MarkedBlock; children: ReactNode }) {
  const frame = useFrame(block)
  const { header, colspan, rowspan } = block.attrs
  const spans = { colSpan: Number(colspan) || 1, rowSpan: Number(rowspan) || 1 }
  if (header !== 'column' && header !== 'row') {
    return (
      <td {...frame} {...spans}>
        <Notes block={block} />
        {children}
      </td>
    )
  }
  return (
    <th {...frame} {...spans} scope={header === 'row' ? 'row' : 'col'}>
      <Notes block={block} />
      {children}
    </th>
  )
}

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const
const LIST_TYPES: Record<string, 'a' | 'i' | '1'> = { letter: 'a', roman: 'i', decimal: '1' }
const TAGS: Record<string, 'strong' | 'em' | 'u' | 's' | 'sup' | 'sub'> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  superscript: 'sup',
  subscript: 'sub',
}

function withMark(inside: ReactNode, { type, href }: Run['marks'][number]): ReactNode {
  if (type === 'link') {
    return isSafeLink(href) ? (
      <a href={href} rel="noopener nofollow">
        {inside}
      </a>
    ) : (
      inside
    )
  }
  const Tag = TAGS[type]
  return Tag === undefined ? inside : <Tag>{inside}</Tag>
}

function withBreaks(text: string): ReactNode {
  return text === '\n' ? <br /> : text
}

function printedHeader(attrs: MarkedBlock['attrs']): string {
  const { stage, version, date, period, label } = attrs
  const printed = [stage, date].filter((each) => each !== '').join(' ')
  const words = [printed, version === '' ? '' : `Version ${String(version)}`, period, label]
  return words.filter((each) => each !== '' && each !== undefined).join(' – ')
}

function numberNotes(blocks: readonly MarkedBlock[]): Map<Run, number> {
  const notes = new Map<Run, number>()
  const walk = (block: MarkedBlock) => {
    for (const run of block.runs ?? []) {
      if (run.footnote !== undefined && run.changed !== 'removed') notes.set(run, notes.size + 1)
    }
    block.blocks?.forEach(walk)
  }
  blocks.forEach(walk)
  return notes
}
