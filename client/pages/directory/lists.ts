/** The lists of the page, as they stand in its address. */
export const LIST_NAMES = ['organisation', 'group', 'person', 'questions'] as const
export type ListName = (typeof LIST_NAMES)[number]

export function isListName(name: string): name is ListName {
  return LIST_NAMES.some((each) => each === name)
}
