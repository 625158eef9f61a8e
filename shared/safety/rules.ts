/** What comments are checked for. Whoever wrote something that is not shown reads which it was. */
export const RULES = ['personal', 'hurtful', 'unsafe', 'offTopic', 'other'] as const
export type Rule = (typeof RULES)[number]

export const RULE_WORDS: Record<Rule, string> = {
  personal: 'Say nothing that tells who somebody is',
  hurtful: 'Say nothing that hurts or scares somebody',
  unsafe: 'If somebody may not be safe, an adult looks first',
  offTopic: 'Stay with what this is about',
  other: 'Something else',
}
