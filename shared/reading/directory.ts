/** Who may be named in a lead cell. Plain data; ids are the caller's own. */
export interface Directory {
  people: readonly DirectoryPerson[]
  groups: readonly DirectoryBody[]
  organisations: readonly DirectoryBody[]
  roles: readonly DirectoryBody[]
}

export interface DirectoryPerson {
  id?: string
  name: string
  initials?: string
  title?: string
  organisation?: string
  aliases?: readonly string[]
}

export interface DirectoryBody {
  id?: string
  name: string
  aliases?: readonly string[]
  /** Stands for each partner ("Individual services"). */
  isEveryPartner?: boolean
}

export type PartyKind = 'person' | 'group' | 'organisation' | 'role'

/** An entry of the directory, as a reading names it. */
export interface KnownParty {
  kind: PartyKind
  name: string
  id?: string
  isEveryPartner?: boolean
}

export const EMPTY_DIRECTORY: Directory = { people: [], groups: [], organisations: [], roles: [] }
