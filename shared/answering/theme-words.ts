/**
 * How near two texts are in what they are about: by the beginnings of their words, without those
 * that stand everywhere.
 */
export function themeWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}]{3,}/gu) ?? []
  return new Set(words.filter((word) => !COMMON.has(word)).map((word) => stemOf(word)))
}

/** How many words they share. */
export function sharedWords(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return [...one].filter((word) => other.has(word)).length
}

/** "buses" and "bus", "feeling" and "feel": enough to find a theme by. */
function stemOf(word: string): string {
  const short = word.replace(/(?:ies|es|s|ing|ed)$/, (end) => (end === 'ies' ? 'y' : ''))
  return (short.length < 3 ? word : short).slice(0, 7)
}

const COMMON = new Set(
  (
    'about action actions after again all also and any are ask asked because been before being but ' +
    'can change changes come could did does done each else even every everybody for from get gets ' +
    'give given has have heard help her here him his how its just know like made make many may more ' +
    'most must need needs new not now off one only other our out over own part people person plan ' +
    'plans priority said same say section services she should some something start still such than ' +
    'that the their them then there these they thing things this those three two until use want ' +
    'wants was way well were what when where which who why will with work would year years you young ' +
    'your children parents carers'
  ).split(' '),
)
