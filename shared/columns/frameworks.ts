/**
 * Frameworks that plans are written against: sets of standards by their names alone. What a standard
 * asks for is its owner's to say; a partnership that has the words writes them into its own list.
 */
export interface Framework {
  name: string
  standards: readonly Standard[]
}

export interface Standard {
  /** Stays the same whatever it is called. */
  key: string
  label: string
  /** Other names people use for it. */
  aliases?: readonly string[]
}

/** By key, in the order they are offered. */
export const FRAMEWORKS = {
  hearByRight: {
    name: 'Hear by Right, seven standards',
    standards: [
      { key: 'values', label: 'Shared values', aliases: ['values'] },
      { key: 'strategy', label: 'Strategy', aliases: ['strategies'] },
      { key: 'structures', label: 'Structures', aliases: ['structure'] },
      { key: 'systems', label: 'Systems', aliases: ['system'] },
      { key: 'staff', label: 'Staff', aliases: ['members and officers', 'trustees', 'people'] },
      { key: 'skills', label: 'Skills and knowledge', aliases: ['skills'] },
      { key: 'style', label: 'Style of leadership', aliases: ['leadership', 'style'] },
    ],
  },
  participationStandards: {
    name: 'National participation standards of Wales',
    standards: [
      { key: 'information', label: 'Information' },
      { key: 'choice', label: 'It’s your choice', aliases: ['choice'] },
      { key: 'discrimination', label: 'No discrimination' },
      { key: 'respect', label: 'Respect' },
      { key: 'something', label: 'You get something out of it' },
      { key: 'feedback', label: 'Feedback' },
      { key: 'better', label: 'Working better for you' },
    ],
  },
  spaceVoiceAudienceInfluence: {
    name: 'Space, voice, audience, influence',
    standards: [
      { key: 'space', label: 'Space' },
      { key: 'voice', label: 'Voice' },
      { key: 'audience', label: 'Audience' },
      { key: 'influence', label: 'Influence' },
    ],
  },
} as const satisfies Record<string, Framework>

export type FrameworkKey = keyof typeof FRAMEWORKS

export function isFrameworkKey(text: string): text is FrameworkKey {
  return Object.hasOwn(FRAMEWORKS, text)
}
