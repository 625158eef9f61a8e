import './face.css'

export interface Person {
  name: string
  /** Index into the presence colours, 0–11. */
  colour: number
}

/** A person as their initial on their colour. Without `isNamed`, the name must stand beside it. */
export function Face({ person, isNamed = false }: { person: Person; isNamed?: boolean }) {
  return (
    <span
      className={`face person-${person.colour}`}
      title={isNamed ? person.name : undefined}
      role={isNamed ? 'img' : undefined}
      aria-label={isNamed ? person.name : undefined}
      aria-hidden={isNamed ? undefined : true}
    >
      {initialOf(person.name)}
    </span>
  )
}

/** Who is here: the first few faces and how many more. */
export function Faces({
  people,
  label,
  limit = 5,
}: {
  people: readonly (Person & { id: string })[]
  label: string
  limit?: number
}) {
  const shown = people.slice(0, limit)
  const rest = people.slice(limit)
  return (
    <ul className="faces" aria-label={label}>
      {shown.map((person) => (
        <li key={person.id}>
          <Face person={person} isNamed />
        </li>
      ))}
      {rest.length > 0 && (
        <li className="faces-rest" title={rest.map((person) => person.name).join(', ')}>
          <span aria-hidden="true">+{rest.length}</span>
          <span className="visually-hidden">and {rest.length} more</span>
        </li>
      )}
    </ul>
  )
}

function initialOf(name: string): string {
  return [...name.trim()][0]?.toLocaleUpperCase('en-GB') ?? '?'
}
