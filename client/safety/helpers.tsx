import { HELPERS } from '../../shared/young/words.ts'

/** Who can help now, to ring with one tap. */
export function Helpers() {
  return (
    <ul className="helpers">
      {HELPERS.map(({ name, how, about }) => (
        <li key={how}>
          <a href={`tel:${how.replaceAll(' ', '')}`}>
            {name}: {how}
          </a>
          <span>{about}</span>
        </li>
      ))}
    </ul>
  )
}
