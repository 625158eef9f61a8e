import type { EntryRequest } from '../../../shared/api.ts'
import type { Directory, Entry, Noun } from '../../../shared/directory/model.ts'
import { questionsAbout } from '../../../shared/directory/questions.ts'
import type { Question } from '../../../shared/directory/questions.ts'

/** An entry while it is being written: the fields people fill in. */
export type EntryDraft = EntryRequest
export type DraftOf<N extends Noun> = Extract<EntryDraft, { noun: N }>

export function blankDraft(noun: Noun): EntryDraft {
  const named = { name: '', aliases: [] }
  switch (noun) {
    case 'organisation':
      return { noun, ...named, kind: 'other', champion: null, contactRole: '', contactMailbox: '' }
    case 'group':
      return { noun, ...named, kind: 'working', parent: null, ages: null, reaches: '', members: [] }
    case 'person':
      return { noun, ...named, initials: '', title: '', organisation: null, email: '' }
  }
}

export function draftOf(entry: Entry): EntryDraft {
  const aliases = [...entry.aliases]
  switch (entry.noun) {
    case 'organisation': {
      const { noun, name, kind, champion, contactRole, contactMailbox } = entry
      return { noun, name, aliases, kind, champion, contactRole, contactMailbox }
    }
    case 'group': {
      const { noun, name, kind, parent, ages, reaches, members } = entry
      return { noun, name, aliases, kind, parent, ages, reaches, members: [...members] }
    }
    case 'person': {
      const { noun, name, initials, title, organisation, email } = entry
      return { noun, name, aliases, initials, title, organisation, email }
    }
  }
}

const WHILE_WRITING = new Set<Question['kind']>([
  'sameName',
  'nearName',
  'sameInitials',
  'initialsDoNotFit',
])

/** What would be asked about an entry if it were kept as it is written now. */
export function questionsWhileWriting(directory: Directory, written: Entry): Question[] {
  return questionsAbout(directory, written).filter(
    ({ kind, key }) => WHILE_WRITING.has(kind) && !directory.settled.includes(key),
  )
}

/** A problem that the server would refuse, by the field it belongs to. */
export type DraftProblems = Partial<Record<'name' | 'email' | 'ages', string>>
