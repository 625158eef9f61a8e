import type { AuditEntry } from '../../../shared/api-seats.ts'

/** What the log can be narrowed down to, by the first word of what was done. */
export const SUBJECTS: readonly { value: string; label: string }[] = [
  { value: '', label: 'Everything' },
  { value: 'seat', label: 'Signing in and out' },
  { value: 'account', label: 'People and their roles' },
  { value: 'document', label: 'Documents' },
  { value: 'passkey', label: 'Passkeys' },
  { value: 'token', label: 'Scripts' },
]

interface Known {
  names: ReadonlyMap<string, string>
  titles: ReadonlyMap<string, string>
}

const DID: Record<string, string> = {
  'seat.signedIn': 'signed in',
  'seat.signedOut': 'signed out',
  'seat.signedOutEverywhere': 'signed out everywhere',
  'seat.proved': 'showed once more that it is them',
  'account.invited': 'invited',
  'account.link': 'made a link for',
  'account.role': 'changed the role of',
  'account.suspended': 'suspended',
  'account.restored': 'let in again',
  'account.address': 'changed the address of',
  'document.made': 'made',
  'document.removed': 'put into the trash',
  'document.restored': 'took out of the trash',
  'document.exported': 'saved a copy of',
  'document.shared': 'shared',
  'document.unshared': 'ended sharing',
  'document.published': 'published a version of',
  'document.takenDown': 'took down a published version of',
  'charter.adopted': 'adopted, for an organisation,',
  'charter.ended': 'ended the adoption of',
  'approval.started': 'sent a version out to be decided of',
  'approval.decided': 'decided about a version of',
  'cover.template': 'changed the parts of cover reports',
  'cover.submitted': 'sent out a cover report about',
  'cover.decided': 'decided about recommendations on',
  'approval.partnersAsked': 'asked partners to sign up to a version of',
  'approval.conditionDone': 'said that a condition is done in',
  'approval.feedMade': 'made a calendar of approvals',
  'approval.feedEnded': 'ended a calendar of approvals',
  'demo.removed': 'removed the example documents',
  'token.made': 'made a token for a script',
  'token.removed': 'ended a token of a script',
  'passkey.made': 'added a passkey',
  'passkey.removed': 'removed a passkey',
}

const PLACES: Record<string, string> = { reader: 'read', commenter: 'comment', editor: 'edit' }

/** "shared “Heard in Merrowdale” with everybody, to edit" */
export function inWords({ did, about }: AuditEntry, { names, titles }: Known): string {
  const words = [DID[did] ?? inPlainWords(did)]
  const { account, document, who, as, role, format, until } = about
  if (account !== undefined) words.push(names.get(account) ?? 'somebody')
  if (document !== undefined) words.push(`“${titles.get(document) ?? 'a removed document'}”`)
  if (who !== undefined)
    words.push(`with ${who === 'everyone' ? 'everybody' : (names.get(who) ?? 'somebody')}`)
  if (as !== undefined) words.push(`to ${PLACES[as] ?? as}`)
  if (role !== undefined) words.push(`(${role === 'editor' ? 'partner' : role})`)
  if (format !== undefined) words.push(`as ${format}`)
  if (until !== undefined && until !== 'no end') words.push(`until ${until}`)
  return words.join(' ')
}

/** What is not listed above: "versionMade" of a document reads "document: version made". */
function inPlainWords(did: string): string {
  const [subject = '', what = ''] = did.split('.')
  return `${subject}: ${what.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`
}
