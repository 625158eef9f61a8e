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
  'lockColumns',
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
  'runApproval',
  'decideStep',
  'readCoverReport',
  'setCoverTemplate',
  'decideForGroup',
  'settleCondition',
  'followApprovals',
  'publish',
  'adoptCharter',
  'updateDelivery',
  'manageDelivery',
  'readDirectory',
  'editDirectory',
  'manageAccounts',
  'manageOwnSeat',
  'takeOutOwnWords',
  'makeToken',
  'readAudit',
  'readConsultation',
  'runConsultation',
  'followConsultations',
  'vote',
  'reportConcern',
  'handleConcern',
  'manageSafety',
  'readComments',
  'readInternalComments',
  'comment',
  'commentInternally',
  'editOwnComment',
  'resolveComment',
  'resolveAnyComment',
  'moderateComments',
  'makeCommentVisible',
  'answerComments',
  'nameAdults',
  'manageYoungPeople',
  'eraseYoungPerson',
  'openSitting',
  'superviseSitting',
  'seeAsYoung',
] as const
export type Operation = (typeof OPERATIONS)[number]

/** Where somebody stands towards one document, the least first. */
export const PLACES = ['reader', 'commenter', 'editor', 'owner'] as const
export type Place = (typeof PLACES)[number]

/**
 * `always`: on every document. A place: on documents where one has it, or a higher one. `sitting`:
 * while enough responsible adults sit with one's group. `responsible`: for the youth groups one
 * looks after.
 */
export type Grant = 'always' | Place | 'sitting' | 'responsible' | 'never'

const EVERYBODY = { officer: 'always', approver: 'always', moderator: 'always' } as const

const TABLE: Record<Operation, Record<Role, Grant>> = {
  listDocuments: row({ ...EVERYBODY, editor: 'always', young: 'always' }),
  readDocument: row({ ...EVERYBODY, editor: 'reader', young: 'reader' }),
  editDocument: row({ officer: 'always', editor: 'editor', young: 'sitting' }),
  /** To lock and unlock the columns of plans, and to change what is locked. */
  lockColumns: row({ officer: 'always', editor: 'owner' }),
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
  /** To send a version to those who decide about it. */
  runApproval: row({ officer: 'always' }),
  decideStep: row({ approver: 'always' }),
  /** As it went out with a version, and what was decided about it. */
  readCoverReport: row({ ...EVERYBODY, editor: 'reader' }),
  setCoverTemplate: row({ officer: 'always' }),
  /** To enter what one's youth group decided, in its own words. */
  decideForGroup: row({ young: 'sitting' }),
  /** To say that what a body asked for is done. */
  settleCondition: row({ officer: 'always', approver: 'always', editor: 'editor' }),
  /** To see what waits for whom across documents, of those whose versions one sees. */
  followApprovals: row({ ...EVERYBODY, editor: 'always' }),
  publish: row({ officer: 'always' }),
  /** What is published; partners for their own organisation (server/domain/adoptions.ts). */
  adoptCharter: row({ officer: 'always', editor: 'always' }),
  /** Partners update what their own organisation leads (server/domain/delivery.ts). */
  updateDelivery: row({ officer: 'always', editor: 'editor' }),
  /** Its statuses, and the links by which leads update. */
  manageDelivery: row({ officer: 'always', editor: 'owner' }),
  readDirectory: row({ ...EVERYBODY, editor: 'always' }),
  /** Also decides who sees people's e-mail addresses. */
  editDirectory: row({ officer: 'always' }),
  manageAccounts: row({ officer: 'always' }),
  manageOwnSeat: row({ ...EVERYBODY, editor: 'always', young: 'always' }),
  /** Everybody takes back what they said, whatever has become of their group. */
  takeOutOwnWords: row({ ...EVERYBODY, editor: 'always', young: 'always' }),
  makeToken: row({ officer: 'always' }),
  readConsultation: row({ ...EVERYBODY, editor: 'reader', young: 'reader' }),
  vote: row({ ...EVERYBODY, editor: 'commenter', young: 'commenter' }),
  reportConcern: row({ ...EVERYBODY, editor: 'always', young: 'always', public: 'always' }),
  handleConcern: row({ moderator: 'always' }),
  /** Who is told of concerns first and second, and the quiet hours. */
  manageSafety: row({ officer: 'always' }),
  /** When people are asked, over all documents one sees. */
  followConsultations: row({ ...EVERYBODY, editor: 'always' }),
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
  answerComments: row({ officer: 'always', editor: 'editor' }),
  moderateComments: row({ officer: 'always', moderator: 'always' }),
  /** To show young people a thread that was for colleagues alone. */
  makeCommentVisible: row({ officer: 'always', moderator: 'always' }),
  nameAdults: row({ officer: 'always' }),
  manageYoungPeople: row({
    officer: 'always',
    editor: 'responsible',
    approver: 'responsible',
    moderator: 'responsible',
  }),
  eraseYoungPerson: row({ officer: 'always' }),
  openSitting: row({ officer: 'always' }),
  /** Counts only for the adults who are named for the group. */
  superviseSitting: row({ ...EVERYBODY, editor: 'reader' }),
  seeAsYoung: row({ officer: 'always' }),
}

/** What somebody may do who sees and does not write: a frozen group, a look as a young person. */
export const READING = [
  'listDocuments',
  'readDocument',
  'readImage',
  'seePresence',
  'seeVersions',
  'readConsultation',
  'readComments',
] as const

/** A frozen group reads on, and whoever is in it can still say that something is wrong. */
export const FROZEN_OPERATIONS = [
  ...READING,
  'reportConcern',
  'manageOwnSeat',
  'takeOutOwnWords',
] as const

/** What the link of one step of an approval opens of its document. */
export const STEP_OPERATIONS = [
  ...READING,
  'exportDocument',
  'readCoverReport',
  'decideStep',
  'reportConcern',
  'manageOwnSeat',
] as const

/**
 * A place at the table: who acts. `colour` is an index into the presence colours (0–11); `id` is
 * that of the account, or of the young person.
 */
export interface Seat {
  id: string
  name: string
  colour: number
  role: Role
  /** The group a young person came with. */
  group?: { id: string; name: string }
  /** What stands behind it: a browser's session or a script's token; nothing for the server itself. */
  by?: { is: 'session' | 'token'; id: string; isShared?: boolean }
  /** When a person last showed that it is them: by a link, a passkey, a code. Never set for a script. */
  provenAt?: string
  /** No more than this: a script, a frozen group, the link of one step. */
  only?: { operations: readonly Operation[]; documents: readonly string[] | null }
  /** Ids of the directory: groups and organisations one belongs to; of young people their group. */
  groups?: readonly string[]
  /** Youth groups one is a responsible adult of. */
  looksAfter?: readonly string[]
  /** Of a young person: the accounts of the responsible adults of their group. */
  adults?: readonly string[]
  /** The account of whoever looks as a young person here. */
  viewer?: string
  /** Of a link that is bound to one step of an approval. */
  step?: { document: string; id: string }
}

/** Somebody a document is shared with, until the end of a day (UTC) or without end. */
export interface Share {
  /** `group`: a group or an organisation of the directory. */
  who: { is: 'account' | 'group'; id: string } | { is: 'everyone' }
  as: Exclude<Place, 'owner'>
  /** YYYY-MM-DD, the last day. */
  until: string | null
  /** Of an editor: only what stands under this heading. The title is as it was when shared. */
  section?: { id: string; title: string } | null | undefined
}

/** A time in which a youth group edits a document while two of its adults are there. */
export interface Sitting {
  group: string
  openedBy: string
  opensAt: string
  endsAt: string
  /** Accounts of adults who said that they are in the room. */
  checkedIn: readonly string[]
}

/** What decides about one document: who made it, and whom it is shared with. */
export interface Sharing {
  documentId: string
  owner: string
  shares: readonly Share[]
  sittings?: readonly Sitting[]
}

export interface OnDocument {
  sharing: Sharing
  now: Date
  /** The accounts that have the document open, for what only happens in their presence. */
  present?: { has(account: string): boolean }
}

/** Fewer adults than this and a youth group is frozen, and a sitting rests. */
export const ADULTS_NEEDED = 2

/**
 * The one question every entry asks: HTTP before a route, the socket on joining and at each
 * message. Without `on` it is asked about no document or group in particular.
 */
export function may(
  seat: Seat,
  operation: Operation,
  on?: OnDocument | { group: string },
): boolean {
  const document = on !== undefined && 'sharing' in on ? on : undefined
  if (!isWithinLimits(seat, operation, document?.sharing)) return false
  const grant = TABLE[operation][seat.role]
  if (grant === 'always' || grant === 'never') return grant === 'always'
  if (grant === 'responsible') return looksAfter(seat, on)
  if (document === undefined) return false
  if (grant === 'sitting') return isSatWith(seat, document)
  const place = placeOf(seat, document)
  return place !== null && PLACES.indexOf(place) >= PLACES.indexOf(grant)
}

/** True if there could be a document or group for which the seat may do this. */
export function mayEver(seat: Seat, operation: Operation): boolean {
  const grant = TABLE[operation][seat.role]
  if (!isWithinLimits(seat, operation) || grant === 'never') return false
  return grant !== 'responsible' || looksAfter(seat)
}

export function grantOf(role: Role, operation: Operation): Grant {
  return TABLE[operation][role]
}

/** The highest place somebody has on a whole document today. */
export function placeOf(seat: Seat, on: OnDocument): Place | null {
  if (on.sharing.owner === seat.id) return 'owner'
  let highest: Place | null = null
  for (const share of sharesFor(seat, on)) {
    // Who may edit one section may comment on the rest.
    const place = isWhole(share) ? share.as : 'commenter'
    if (highest === null || PLACES.indexOf(place) > PLACES.indexOf(highest)) highest = place
  }
  return highest
}

/**
 * The headings under which somebody may edit today who may not edit the whole document; null for
 * everybody else. `may` says no for them: only the socket can tell where a change stands.
 */
export function limitedTo(seat: Seat, on: OnDocument): readonly string[] | null {
  const grant = TABLE.editDocument[seat.role]
  if (grant !== 'editor' || !isWithinLimits(seat, 'editDocument', on.sharing)) return null
  if (may(seat, 'editDocument', on)) return null
  const sections = sharesFor(seat, on).flatMap(({ as, section }) =>
    as === 'editor' && section ? [section.id] : [],
  )
  return sections.length === 0 ? null : sections
}

function isAccountRole(role: Role): role is AccountRole {
  return ACCOUNT_ROLES.some((each) => each === role)
}

function isWhole({ as, section }: Share): boolean {
  return as !== 'editor' || section === undefined || section === null
}

/** The shares that reach a seat today. `everyone` is every account and no young people. */
function sharesFor(seat: Seat, { sharing, now }: OnDocument): Share[] {
  const today = now.toISOString().slice(0, 10)
  return sharing.shares.filter(({ who, until }) => {
    if (until !== null && until < today) return false
    if (who.is === 'everyone') return isAccountRole(seat.role) && seat.step === undefined
    return who.is === 'account' ? who.id === seat.id : seat.groups?.includes(who.id) === true
  })
}

function looksAfter({ looksAfter: groups = [] }: Seat, on?: object): boolean {
  return on !== undefined && 'group' in on
    ? groups.some((group) => group === on.group)
    : groups.length > 0
}

/** Whether a sitting is under way for the seat's group, with two of its adults there. */
function isSatWith(seat: Seat, on: OnDocument): boolean {
  const { sharing, now, present } = on
  const at = now.toISOString()
  const sitting = sharing.sittings?.find(
    ({ group, opensAt, endsAt }) =>
      seat.groups?.includes(group) === true && opensAt <= at && at < endsAt,
  )
  const place = placeOf(seat, on)
  if (sitting === undefined || place === null || place === 'reader') return false
  const isThere = (adult: string) => sitting.checkedIn.includes(adult) || present?.has(adult)
  return new Set(seat.adults?.filter(isThere)).size >= ADULTS_NEEDED
}

function isWithinLimits({ only }: Seat, operation: Operation, sharing?: Sharing): boolean {
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
