import { bold, bullets, callout, document, group, h, p, pageHeader, plan, row } from './blocks.ts'
import type { Template } from './template.ts'

export const actionPlanByPriority: Template = {
  key: 'actionPlanByPriority',
  name: 'Action plan by priority',
  kind: 'actionPlan',
  about: 'Who does what by when, grouped by priority, with the part young people play in each.',
  build: () =>
    document(
      pageHeader({ stage: 'Draft', version: '0.1' }),
      h(1, 'Action plan'),
      callout(
        'note',
        p(bold('How to use this page. '), 'Write over the words in square brackets.'),
        bullets(
          'One row is one action. Begin it with what will be done: open, train, publish, ask.',
          'Write a timescale as you would say it: "March 2027", "From Sept 2026", "Ongoing".',
          'Name a post or a team as lead, so that the plan outlives a change of people.',
          'Say in the last column what children and young people do in it, not only for whom it is.',
        ),
      ),

      h(2, 'Summary'),
      p('[What this plan covers, for which years, and how it follows from the strategy.]'),

      h(2, 'Priorities'),
      plan(
        'priorityPlan5',
        group(
          'Priority 1: [what has to get better, in a few words]',
          row({
            objective: '[What will be different when this is done]',
            action: '[The first thing you will do]',
            timescale: '[When]',
            lead: '[Post or team]',
            involvement: '[What young people do in it]',
          }),
          emptyRow(),
          emptyRow(),
        ),
        group('Priority 2: [the next one]', emptyRow(), emptyRow()),
      ),

      h(2, 'Key'),
      p('[Explain the initials you use, one on each line: PO – Participation Officer.]'),
    ),
}

function emptyRow() {
  return row({ objective: '', action: '', timescale: '', lead: '', involvement: '' })
}
