import type { ReactNode } from 'react'
import type { ImportNotice, ImportReport, NoticeLevel } from '../../../shared/api.ts'
import { LAYOUTS } from '../../../shared/columns/index.ts'
import { Icon } from '../../components/icons.tsx'
import type { IconName } from '../../components/icons.tsx'

const LEVELS: { level: NoticeLevel; title: string; about: string; icon: IconName }[] = [
  {
    level: 'notRead',
    title: 'Not brought over',
    about: 'These are still in the Word file only.',
    icon: 'close',
  },
  {
    level: 'unsure',
    title: 'Worth a look',
    about: 'Brought over, but we are not sure it is as you meant it.',
    icon: 'warning',
  },
  { level: 'read', title: 'Read as meant', about: '', icon: 'check' },
]

/** The report itself: how much, which tables became actions, and what needs a person's eye. */
export function ReportView({ report, open }: { report: ImportReport; open: ReactNode }) {
  const isClean = report.notices.every((notice) => notice.level === 'read')
  return (
    <>
      <p className="lead">
        “{report.fileName}” is now the document <strong>{report.title}</strong>.{' '}
        {isClean ? 'Everything in it was understood.' : 'Some of it needs a quick look.'} The Word
        file itself has not been changed.
      </p>
      <p>{open}</p>
      <dl className="report-counts">
        {countsOf(report).map(([label, count]) => (
          <div key={label}>
            <dd>{count.toLocaleString('en-GB')}</dd>
            <dt>{label}</dt>
          </div>
        ))}
      </dl>
      {report.actionTables.length > 0 && (
        <section>
          <h2>Tables you can work in</h2>
          <ul className="report-tables">
            {report.actionTables.map((table, index) => (
              <li key={index}>
                <span className="report-table-name">{layoutName(table.layout)}</span>
                <span>
                  {say(table.groups, 'group')}, {say(table.rows, 'row')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {LEVELS.map(({ level, title, about, icon }) => {
        const notices = report.notices.filter((notice) => notice.level === level)
        if (notices.length === 0) return null
        return (
          <section key={level} className={`report-level report-${level}`}>
            <h2>
              <Icon name={icon} />
              {title}
            </h2>
            {about !== '' && <p>{about}</p>}
            <ul>
              {notices.map((notice) => (
                <NoticeLine key={notice.message + notice.example} notice={notice} />
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function NoticeLine({ notice }: { notice: ImportNotice }) {
  return (
    <li>
      <p>{notice.message}</p>
      {notice.example !== '' && <p className="report-example">“{notice.example}”</p>}
    </li>
  )
}

function countsOf(report: ImportReport): [label: string, count: number][] {
  const counts: [string, string, number][] = [
    ['word', 'words', report.words],
    ['heading', 'headings', report.headings],
    ['numbered paragraph', 'numbered paragraphs', report.clauses],
    ['table', 'tables', report.tables],
    ['picture', 'pictures', report.images],
    ['footnote', 'footnotes', report.footnotes],
  ]
  return counts
    .filter(([, , count]) => count > 0)
    .map(([one, many, count]) => [count === 1 ? one : many, count])
}

function layoutName(layout: string): string {
  const known: Record<string, { name: string }> = LAYOUTS
  return known[layout]?.name ?? 'Action plan with its own columns'
}

function say(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`
}
