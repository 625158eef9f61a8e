import { Link } from 'wouter'
import { LIST_NAMES } from './lists.ts'
import type { ListName } from './lists.ts'
import { NOUN_NAMES } from './words.ts'
import './list-links.css'

export interface ListLinksProps {
  list: ListName
  counts: Record<ListName, number>
  /** Whether there is somebody here who may settle anything. */
  hasQuestions: boolean
}

/** The lists side by side, with how many entries each shows. */
export function ListLinks({ list, counts, hasQuestions }: ListLinksProps) {
  return (
    <nav aria-label="Lists" className="list-links">
      <ul>
        {LIST_NAMES.filter((name) => name !== 'questions' || hasQuestions).map((name) => (
          <li key={name}>
            <Link
              href={`/directory?show=${name}`}
              aria-current={name === list ? 'page' : undefined}
            >
              {name === 'questions' ? 'To settle' : NOUN_NAMES[name].many}{' '}
              <span className="list-links-count">{counts[name].toLocaleString('en-GB')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
