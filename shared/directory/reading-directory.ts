import type { Directory as ReadingDirectory, DirectoryPerson } from '../reading/directory.ts'
import { entriesById, groupsIn, nameOf, organisationsIn, peopleIn } from './model.ts'
import type { Directory } from './model.ts'
import { nameKey } from './names.ts'

const cache = new WeakMap<Directory, ReadingDirectory>()

/**
 * The directory as the reader of lead cells wants it. A title that several people have is a role of
 * its own, because it does not say which of them is meant. The same object for the same directory.
 */
export function asReadingDirectory(directory: Directory): ReadingDirectory {
  const found = cache.get(directory)
  if (found !== undefined) return found
  const made = convert(directory)
  cache.set(directory, made)
  return made
}

function convert(directory: Directory): ReadingDirectory {
  const byId = entriesById(directory)
  const people = peopleIn(directory).map((person): DirectoryPerson => {
    const { id, name, initials, title, aliases } = person
    const organisation = nameOf(byId, person.organisation)
    return {
      id,
      name,
      ...(initials !== '' && { initials }),
      ...(title !== '' && { title }),
      ...(organisation !== '' && { organisation }),
      ...(aliases.length > 0 && { aliases }),
    }
  })
  return {
    people,
    groups: groupsIn(directory).map(({ id, name, aliases, kind }) => ({
      id,
      name,
      aliases,
      ...(kind === 'everyPartner' && { isEveryPartner: true }),
    })),
    organisations: organisationsIn(directory).map(({ id, name, aliases }) => ({
      id,
      name,
      aliases,
    })),
    roles: sharedTitles(people).map((name) => ({ name })),
  }
}

function sharedTitles(people: readonly DirectoryPerson[]): string[] {
  const titles = new Map<string, string[]>()
  for (const { title } of people) {
    if (title !== undefined)
      titles.set(nameKey(title), [...(titles.get(nameKey(title)) ?? []), title])
  }
  return [...titles.values()]
    .filter(({ length }) => length > 1)
    .flatMap((each) => [...new Set(each)])
}
