/** Who may do what, in one table (total: a new operation or role does not compile until decided). */

export const ROLES = [
  'officer',
  'editor',
  'young',
  'approver',
  'moderator',
  'public',
  'operator',
] as const
export type Role = (typeof ROLES)[number]

/** The roles an account can have: the others come by other doors. */
export const ACCOUNT_ROLES = ['officer', 'editor', 'approver', 'moderator'] as const
export type AccountRole = (typeof ACCOUNT_ROLES)[number]

export const OPERATIONS = [
  'listDocuments',
  'readDocument',
  'editDocument',
  'createDocument',
  'importDocument',
  'exportDocument',
  'renameDocument',
  'removeDocument',
  'shareDocument',
  'seeSharing',
  'uploadImage',
  'readImage',
  'seePresence',
  'seeVersions',
  'makeVersion',
  'withdrawVersion',
  'copyVersion',
  'bringBack',
  'updateDelivery',
  'manageDelivery',
  'readDirectory',
  'editDirectory',
  'manageAccounts',
  'manageOwnSeat',
  'makeToken',
  'readAudit',
  'readConsultation',
  'runConsultation',
  'vote',
  'reportConcern',
  'handleConcern',
  'readComments',
  'readInternalComments',
  'comment',
  'commentInternally',
  'editOwnComment',
  'resolveComment',
  'resolveAnyComment',
  'moderateComments',
] as const
export type Operation = (typeof OPERATIONS)[number]

/** Where somebody stands towards one document, the least first. */
export const PLACES = ['reader', 'commenter', 'editor', 'owner'] as const
export type Place = (typeof PLACES)[number]

/** `always`: on every document. A place: on documents where one has it, or a higher one. */
export type Grant = 'always' | Place | 'never'

const EVERYBODY = { officer: 'always', approver: 'always', moderator: 'always' } as const

const TABLE: Record<Operation, Record<Role, Grant>> = {
  listDocuments: row({ ...EVERYBODY, editor: 'always', young: 'always' }),
  readDocument: row({ ...EVERYBODY, editor: 'reader', young: 'reader' }),
  editDocument: row({ officer: 'always', editor: 'editor' }),
  createDocument: row({ officer: 'always', editor: 'always' }),
  importDocument: row({ officer: 'always', editor: 'always' }),
  exportDocument: row({ ...EVERYBODY, editor: 'reader' }),
  renameDocument: row({ officer: 'always', editor: 'editor' }),
  removeDocument: row({ officer: 'always' }),
  shareDocument: row({ officer: 'always', editor: 'owner' }),
  seeSharing: row({ ...EVERYBODY, editor: 'reader' }),
  uploadImage: row({ officer: 'always', editor: 'always' }),
  readImage: row({ ...EVERYBODY, editor: 'always', young: 'always' }),
  seePresence: row({ ...EVERYBODY, editor: 'reader', young: 'reader' }),
  seeVersions: row({ ...EVERYBODY, editor: 'reader', young: 'reader' }),
  makeVersion: row({ officer: 'always', approver: 'always', editor: 'editor' }),
  withdrawVersion: row({ officer: 'always' }),
  copyVersion: row({ officer: 'always', editor: 'reader' }),
  bringBack: row({ officer: 'always' }),
  /** Partners update what their own organisation leads (server/domain/delivery.ts). */
  updateDelivery: row({ officer: 'always', editor: 'editor' }),
  /** Its statuses, and the links by which leads update. */
  manageDelivery: row({ officer: 'always', editor: 'owner' }),
  readDirectory: row({ ...EVERYBODY, editor: 'always' }),
  /** Also decides who sees people's e-mail addresses. */
  editDirectory: row({ officer: 'always' }),
  manageAccounts: row({ officer: 'always' }),
  manageOwnSeat: row({ ...EVERYBODY, editor: 'always', young: 'always' }),
  makeToken: row({ officer: 'always' }),
  readConsultation: row({ ...EVERYBODY, editor: 'reader', young: 'reader' }),
  vote: row({ ...EVERYBODY, editor: 'commenter', young: 'commenter' }),
  reportConcern: row({ ...EVERYBODY, editor: 'always', young: 'always' }),
  handleConcern: row({ moderator: 'always' }),
  runConsultation: row({ officer: 'always', editor: 'owner' }),
  readAudit: row({ ...EVERYBODY, operator: 'always' }),
  readComments: row({ ...EVERYBODY, editor: 'reader', young: 'reader' }),
  readInternalComments: row({ ...EVERYBODY, editor: 'reader' }),
  /** To start a thread, to reply, to react and to suggest other words. */
  comment: row({ ...EVERYBODY, editor: 'commenter', young: 'commenter' }),
  commentInternally: row({ ...EVERYBODY, editor: 'commenter' }),
  /** Words stay one's own when one may only read any more. */
  editOwnComment: row({ ...EVERYBODY, editor: 'reader', young: 'reader' }),
  /** The threads one has opened oneself. */
  resolveComment: row({
    officer: 'always',
    moderator: 'always',
    editor: 'commenter',
    young: 'commenter',
  }),
  resolveAnyComment: row({ officer: 'always', moderator: 'always', editor: 'editor' }),
  moderateComments: row({ officer: 'always', moderator: 'always' }),
}

/**
 * A place at the table: who acts. `colour` is an index into the presence colours (0–11); `id` is
 * that of the account.
 */
export interface Seat {
  id: string
  name: string
  colour: number
  role: Role
  /** The group a young person came with. */
  group?: { id: string; name: string }
  /** What stands behind it: a browser's session or a script's token; nothing for the server itself. */
  by?: { is: 'session' | 'token'; id: string }
  /** When a person last showed that it is them: by a link, a passkey, a code. Never set for a script. */
  provenAt?: string
  /** A script may do no more than this. */
  only?: { operations: readonly Operation[]; documents: readonly string[] | null }
}

/** Somebody a document is shared with, until the end of a day (UTC) or without end. */
export interface Share {
  who: { is: 'account'; id: string } | { is: 'everyone' }
  as: Exclude<Place, 'owner'>
  /** YYYY-MM-DD, the last day. */
  until: string | null
}

/** What decides about one document: who made it, and whom it is shared with. */
export interface Sharing {
  documentId: string
  owner: string
  shares: readonly Share[]
}

/**
 * The one question every entry asks: HTTP before a route, the socket on joining and at each
 * message. Without `sharing` it is asked about no document in particular.
 */
export function may(
  seat: Seat,
  operation: Operation,
  on?: { sharing: Sharing; now: Date },
): boolean {
  if (!isWithinToken(seat, operation, on?.sharing)) return false
  const grant = TABLE[operation][seat.role]
  if (grant === 'always' || grant === 'never') return grant === 'always'
  const place = on === undefined ? null : placeOf(seat, on)
  return place !== null && PLACES.indexOf(place) >= PLACES.indexOf(grant)
}

/** True if there could be a document on which the seat may do this. */
export function mayEver(seat: Seat, operation: Operation): boolean {
  return isWithinToken(seat, operation) && TABLE[operation][seat.role] !== 'never'
}

export function grantOf(role: Role, operation: Operation): Grant {
  return TABLE[operation][role]
}

/** The highest place somebody has on a document today. `everyone` is every account, no young people. */
export function placeOf(
  seat: Seat,
  { sharing, now }: { sharing: Sharing; now: Date },
): Place | null {
  if (sharing.owner === seat.id) return 'owner'
  const today = now.toISOString().slice(0, 10)
  let highest: Place | null = null
  for (const { who, as, until } of sharing.shares) {
    if (until !== null && until < today) continue
    if (who.is === 'account' ? who.id !== seat.id : !isAccountRole(seat.role)) continue
    if (highest === null || PLACES.indexOf(as) > PLACES.indexOf(highest)) highest = as
  }
  return highest
}

export function isAccountRole(role: Role): role is AccountRole {
  return ACCOUNT_ROLES.some((each) => each === role)
}

function isWithinToken({ only }: Seat, operation: Operation, sharing?: Sharing): boolean {
  if (only === undefined) return true
  if (!only.operations.includes(operation)) return false
  return only.documents === null || sharing === undefined
    ? true
    : only.documents.includes(sharing.documentId)
}

function row(grants: Partial<Record<Role, Grant>>): Record<Role, Grant> {
  return {
    officer: 'never',
    editor: 'never',
    young: 'never',
    approver: 'never',
    moderator: 'never',
    public: 'never',
    operator: 'never',
    ...grants,
  }
}
