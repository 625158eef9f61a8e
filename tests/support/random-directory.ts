import { GROUP_KINDS, MEMBER_ROLES, ORGANISATION_KINDS } from '../../shared/directory/kinds.ts'
import type { Directory } from '../../shared/directory/model.ts'
import { tidy } from '../../shared/directory/names.ts'
import { directory, group, membership, organisation, person } from './directory.ts'
import { createRandom } from './random.ts'
import type { Random } from './random.ts'

/** A directory with every kind of entry, doubles, names that look alike and nasty texts. */
export function randomDirectory(seed: number): Directory {
  const random = createRandom(seed)
  const ids = (letter: string) =>
    Array.from({ length: 1 + random.below(6) }, (_, n) => `${letter}${n}`)
  const [organisations, people, groups] = [ids('o'), ids('p'), ids('g')]
  const orNull = (from: readonly string[]) => (random.chance(0.5) ? random.pick(from) : null)
  return directory(
    ...organisations.map((id) =>
      organisation(name(random), {
        id,
        aliases: names(random),
        kind: random.pick(ORGANISATION_KINDS),
        champion: orNull(people),
        contactRole: text(random),
        contactMailbox: email(random),
      }),
    ),
    ...people.map((id) =>
      person(name(random), {
        id,
        aliases: names(random),
        initials: random.pick(['', 'AM', '=A', "'=A", 'Æ']),
        title: text(random),
        organisation: orNull(organisations),
        email: email(random),
      }),
    ),
    ...groups.map((id, index) =>
      group(name(random), {
        id,
        aliases: names(random),
        kind: random.pick(GROUP_KINDS),
        parent: index > 0 ? orNull(groups.slice(0, index)) : null,
        ages: random.chance(0.5) ? { from: random.below(10), to: 10 + random.below(10) } : null,
        reaches: text(random),
        members: people
          .filter(() => random.chance(0.4))
          .map((id) => {
            const role = random.pick(MEMBER_ROLES)
            const representing = role === 'representing' ? text(random) : ''
            return membership(id, { role, representing, organisation: orNull(organisations) })
          }),
      }),
    ),
  )
}

const PIECES = [
  'Ann',
  'Anne',
  'Marsh',
  '=',
  "'=",
  '+1',
  '-',
  '@',
  '"',
  ',',
  "O'Neil",
  'Siân',
  '12',
  '😀',
]

function name(random: Random): string {
  return `${random.pick(['Ann', 'Anne', 'The Board', "'=Cmd", '@Home', 'Ann Marsh'])} ${text(random)}`.trim()
}

function names(random: Random): string[] {
  const found = Array.from({ length: random.below(3) }, () => text(random)).filter(Boolean)
  return [...new Set(found)]
}

function text(random: Random): string {
  return tidy(Array.from({ length: random.below(4) }, () => random.pick(PIECES)).join(' '))
}

function email(random: Random): string {
  return random.chance(0.5) ? `${random.pick(['a', '=b', '+c'])}@example.org` : ''
}
