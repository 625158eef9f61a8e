import type {
  Directory,
  Entry,
  Group,
  Membership,
  Organisation,
  Person,
} from '../../shared/directory/model.ts'

/** Entries with everything empty but what a test is about; the id is the name unless given. */
export function organisation(name: string, rest: Partial<Organisation> = {}): Organisation {
  return {
    ...named(name),
    noun: 'organisation',
    kind: 'other',
    champion: null,
    contactRole: '',
    contactMailbox: '',
    ...rest,
  }
}

export function group(name: string, rest: Partial<Group> = {}): Group {
  return {
    ...named(name),
    noun: 'group',
    kind: 'working',
    parent: null,
    ages: null,
    reaches: '',
    members: [],
    ...rest,
  }
}

export function person(name: string, rest: Partial<Person> = {}): Person {
  return {
    ...named(name),
    noun: 'person',
    initials: '',
    title: '',
    organisation: null,
    email: '',
    ...rest,
  }
}

export function membership(person: string, rest: Partial<Membership> = {}): Membership {
  return { person, role: 'member', representing: '', organisation: null, ...rest }
}

export function directory(...entries: Entry[]): Directory {
  return { revision: 1, entries, settled: [] }
}

function named(name: string) {
  return { id: name, revision: 1, isDemo: false, name, aliases: [] as string[] }
}
