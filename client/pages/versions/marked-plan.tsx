import type { MarkedBlock } from '../../../shared/compare/comparison.ts'
import { Blocks, Line, Notes, useFrame } from './marked-text.tsx'

/** An action plan with every change marked: a table with a group of rows for each of its groups. */
export function MarkedPlan({ block }: { block: MarkedBlock }) {
  const frame = useFrame(block)
  const children = block.blocks ?? []
  const columns = children
    .filter(({ type }) => type === 'actionHead')
    .flatMap((head) => head.blocks ?? [])
    .filter(({ attrs, changed }) => attrs['hidden'] !== true || changed !== 'same')
  return (
    // What scrolls has to be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="marked-plan" aria-label="Action plan" tabIndex={0}>
      <table {...frame}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={`${column.changed} ${String(column.attrs['key'])}`} column={column} />
            ))}
          </tr>
        </thead>
        {children.map((child, index) => (
          // The list never changes without being another list.
          // oxlint-disable-next-line react/no-array-index-key
          <Group key={index} block={child} columns={columns} />
        ))}
      </table>
    </section>
  )
}

interface PartProps {
  block: MarkedBlock
  columns: readonly MarkedBlock[]
}

function Head({ column }: { column: MarkedBlock }) {
  const frame = useFrame(column)
  return (
    <th {...frame} scope="col">
      <Line block={column} />
    </th>
  )
}

function Group({ block, columns }: PartProps) {
  const frame = useFrame(block)
  if (block.type === 'actionHead') return null
  if (block.type === 'actionRow') {
    return (
      <tbody>
        <Row block={block} columns={columns} />
      </tbody>
    )
  }
  return (
    <tbody {...frame}>
      {(block.blocks ?? []).map((child, index) => (
        // The list never changes without being another list.
        // oxlint-disable-next-line react/no-array-index-key
        <GroupPart key={index} block={child} group={block} columns={columns} />
      ))}
    </tbody>
  )
}

function GroupPart({ block, group, columns }: PartProps & { group: MarkedBlock }) {
  const frame = useFrame(block)
  if (block.type === 'actionRow') return <Row block={block} columns={columns} />
  if (block.type === 'actionGroupTitle') {
    return (
      <tr {...frame}>
        <th scope="rowgroup" colSpan={columns.length}>
          <Notes block={group} />
          <Line block={block} />
        </th>
      </tr>
    )
  }
  return (
    <tr {...frame}>
      <td colSpan={columns.length}>
        <Blocks blocks={block.blocks ?? []} />
      </td>
    </tr>
  )
}

function Row({ block, columns }: PartProps) {
  const frame = useFrame(block)
  return (
    <tr {...frame}>
      {columns.map((column, at) => {
        const key = String(column.attrs['key'])
        const cell = block.blocks?.find(({ attrs }) => attrs['key'] === key)
        return (
          <td key={`${column.changed} ${key}`} data-changed={cell?.changed}>
            {at === 0 && <Notes block={block} />}
            {cell !== undefined && (
              <>
                <Notes block={cell} />
                {cell.attrs['same'] === true && isEmpty(cell) ? (
                  <span className="marked-same">same as above</span>
                ) : (
                  <Blocks blocks={cell.blocks ?? []} />
                )}
              </>
            )}
          </td>
        )
      })}
    </tr>
  )
}

function isEmpty(cell: MarkedBlock): boolean {
  return (cell.blocks ?? []).every(({ runs = [], blocks = [] }) => {
    return runs.length === 0 && blocks.length === 0
  })
}
