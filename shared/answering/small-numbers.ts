/** So few people could be told apart. */
const FEWEST_SHOWN = 5

/** A number of people as anybody may read it; null: so few that they could be told apart. */
export function shownCount(people: number): number | null {
  return people === 0 || people >= FEWEST_SHOWN ? people : null
}

/**
 * The counts of groups that may stand beside the counts of their answers. Both add up to the same
 * people, so a small number that is left out of one could be worked out of the other: then the
 * smallest groups are left out as well, until what is left out is at least five people.
 *
 * `answered` are the people behind each answer that is told, `groups` those of each group.
 */
export function shownGroups(
  answered: readonly number[],
  groups: readonly number[],
): (number | null)[] {
  const shown = groups.map(shownCount)
  const total = sumOf(groups)
  const told = sumOf(answered.flatMap((people) => shownCount(people) ?? []))
  for (;;) {
    const hidden = groups.filter((_people, index) => shown[index] === null)
    const isTotalKnown = hidden.length === 0
    const isBehindAnswers = isTotalKnown && isFew(total - told)
    const isAmongGroups = hidden.length > 0 && (hidden.length === 1 || isFew(sumOf(hidden)))
    if (!isBehindAnswers && !isAmongGroups) return shown
    const smallest = smallestOf(shown)
    if (smallest === null) return shown
    shown[smallest] = null
  }
}

function isFew(people: number): boolean {
  return people > 0 && people < FEWEST_SHOWN
}

function smallestOf(shown: readonly (number | null)[]): number | null {
  let found: number | null = null
  for (const [index, people] of shown.entries()) {
    const least = found === null ? Infinity : (shown[found] ?? Infinity)
    if (people !== null && people < least) found = index
  }
  return found
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0)
}
