import type { Entry } from '../../../shared/directory/model.ts'
import type { Question } from '../../../shared/directory/questions.ts'
import { Button } from '../../components/button.tsx'
import type { DirectoryView } from './directory-view.ts'
import { NOUN_NAMES, sayLeaving, sayQuestion } from './words.ts'
import './question-list.css'

export interface QuestionListProps {
  view: DirectoryView
  onOpen: (entry: Entry) => void
  onSettle: (question: Question) => void
}

/** Everything to settle: open one of the entries, or say that it is right as it is. */
export function QuestionList({ view, onOpen, onSettle }: QuestionListProps) {
  return (
    <section className="question-list" aria-labelledby="to-settle">
      <h2 id="to-settle">To settle</h2>
      {view.questions.length === 0 ? (
        <p className="lead">
          Nothing to settle. When two people share their initials, or a name stands here twice, it
          is asked about here; nothing is ever refused.
        </p>
      ) : (
        <ul>
          {view.questions.map((question) => (
            <li key={question.key}>
              <p>{sayQuestion(question, view)}</p>
              <div className="question-list-answers">
                {question.entries.slice(0, 6).map((id) => {
                  const entry = view.byId.get(id)
                  return (
                    entry !== undefined && (
                      <Button key={id} icon="pencil" onPress={() => onOpen(entry)}>
                        {nameFor(entry, question, view)}
                      </Button>
                    )
                  )
                })}
                <Button icon="check" onPress={() => onSettle(question)}>
                  {sayLeaving(question)}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Entries of one name are told apart by what they are. */
function nameFor(entry: Entry, question: Question, { byId }: DirectoryView): string {
  const others = question.entries.flatMap((id) => byId.get(id) ?? [])
  const isAlone = others.filter(({ name }) => name === entry.name).length === 1
  if (isAlone) return `Open ${entry.name}`
  const about = entry.noun === 'person' && entry.title !== '' ? entry.title : null
  return `Open ${entry.name} (${about ?? NOUN_NAMES[entry.noun].one})`
}
