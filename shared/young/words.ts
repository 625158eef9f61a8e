/** Words that the page of young people shows; apart from the forms of requests, so that it stays small. */

/** How far people's words reach, the least first, as the definitions of the field have it. */
export const INVOLVEMENT_LEVELS = ['information', 'consultation', 'involvement'] as const
export type InvolvementLevel = (typeof INVOLVEMENT_LEVELS)[number]

export const LEVEL_WORDS: Record<InvolvementLevel, { name: string; means: string }> = {
  information: { name: 'Information', means: 'We tell you what is planned.' },
  consultation: {
    name: 'Consultation',
    means: 'We ask what you think, and what you say can change the plan.',
  },
  involvement: { name: 'Active involvement', means: 'We decide together.' },
}

/** What people say about a part without writing. */
export const VOTES = ['agree', 'notSure', 'disagree'] as const
export type Vote = (typeof VOTES)[number]

export const VOTE_WORDS: Record<Vote, string> = {
  agree: 'Agree',
  notSure: 'Not sure',
  disagree: 'Disagree',
}

/** Lines anybody in the UK can ring, day and night; shown at once to whoever reports. */
export const HELPERS = [
  { name: 'Emergency', how: '999', about: 'If somebody is in danger now' },
  { name: 'Childline', how: '0800 1111', about: 'For anybody under 19, about anything, free' },
  { name: 'NSPCC', how: '0808 800 5000', about: 'For adults who are worried about a child' },
]
