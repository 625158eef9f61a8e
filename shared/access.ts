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

export const OPERATIONS = [
  'readDocument',
  'editDocument',
  'createDocument',
  'importDocument',
  'exportDocument',
  'renameDocument',
  'removeDocument',
  'uploadImage',
  'seePresence',
  'readDirectory',
  'editDirectory',
] as const
export type Operation = (typeof OPERATIONS)[number]

const TABLE: Record<Operation, Record<Role, boolean>> = {
  readDocument: row('officer', 'editor', 'young', 'approver', 'moderator'),
  editDocument: row('officer', 'editor'),
  createDocument: row('officer', 'editor'),
  importDocument: row('officer', 'editor'),
  exportDocument: row('officer', 'editor', 'approver', 'moderator'),
  renameDocument: row('officer', 'editor'),
  removeDocument: row('officer'),
  uploadImage: row('officer', 'editor'),
  seePresence: row('officer', 'editor', 'young', 'approver', 'moderator'),
  readDirectory: row('officer', 'editor', 'approver', 'moderator'),
  /** Also decides who sees people's e-mail addresses. */
  editDirectory: row('officer'),
}

/**
 * A place at the table: who acts. `colour` is an index into the presence colours (0–11).
 * A seat of a guest (a script, a stock client) has no cookie behind it and a made-up name.
 */
export interface Seat {
  id: string
  name: string
  colour: number
  role: Role
}

/** The one question every entry asks: HTTP middleware, socket joining, each socket message. */
export function may(seat: Seat, operation: Operation): boolean {
  return TABLE[operation][seat.role]
}

function row(...allowed: Role[]): Record<Role, boolean> {
  return Object.fromEntries(ROLES.map((role) => [role, allowed.includes(role)])) as Record<
    Role,
    boolean
  > // Object.fromEntries widens its keys to string
}
