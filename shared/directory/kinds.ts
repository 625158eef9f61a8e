/** The closed sets of the directory, with the words people see. */

export const ORGANISATION_KINDS = [
  'council',
  'health',
  'police',
  'school',
  'voluntary',
  'youthLed',
  'other',
] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

export const GROUP_KINDS = [
  'working',
  'decisionBody',
  'youth',
  'subGroup',
  'parents',
  'everyPartner',
] as const
export type GroupKind = (typeof GROUP_KINDS)[number]

export const MEMBER_ROLES = ['chair', 'member', 'representing'] as const
export type MemberRole = (typeof MEMBER_ROLES)[number]

export const ORGANISATION_KIND_NAMES: Record<OrganisationKind, string> = {
  council: 'Council',
  health: 'Health',
  police: 'Police',
  school: 'School or college',
  voluntary: 'Voluntary organisation',
  youthLed: 'Led by young people',
  other: 'Other',
}

export const GROUP_KIND_NAMES: Record<GroupKind, string> = {
  working: 'Working group',
  decisionBody: 'Decision body',
  youth: 'Youth group',
  subGroup: 'Sub-group',
  parents: 'Parents and carers',
  everyPartner: 'Every partner',
}

export const MEMBER_ROLE_NAMES: Record<MemberRole, string> = {
  chair: 'Chair',
  member: 'Member',
  representing: 'Representing',
}

/** The kind whose name or code was typed, whatever its case; null for anything else. */
export function kindNamed<Kind extends string>(
  names: Record<Kind, string>,
  typed: string,
): Kind | null {
  const wanted = asPlain(typed)
  for (const kind in names) {
    if (asPlain(kind) === wanted || asPlain(names[kind]) === wanted) return kind
  }
  return null
}

function asPlain(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '')
}
