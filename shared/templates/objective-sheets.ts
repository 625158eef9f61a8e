import {
  bold,
  bullets,
  callout,
  document,
  group,
  h,
  p,
  pageHeader,
  part,
  plan,
  row,
} from './blocks.ts'
import type { NodeJson } from '../schema/document-json.ts'
import type { Template } from './template.ts'

export const objectiveSheets: Template = {
  key: 'objectiveSheets',
  name: 'Implementation plan by objective',
  kind: 'actionPlan',
  about: 'A sheet for each objective: success criteria, links to other plans, and its activities.',
  build: () =>
    document(
      pageHeader({ stage: 'Draft', version: '0.1' }),
      h(1, 'Implementation plan'),
      callout(
        'note',
        p(bold('How to use this page. '), 'Write over the words in square brackets.'),
        bullets(
          'A success criterion says how you will know: something that can be counted or seen.',
          'Link the objective to the plans and standards it serves, so that nobody plans it twice.',
        ),
      ),
      h(2, 'Objectives'),
      plan('activityPlan6', objective(1), objective(2)),
    ),
}

function objective(number: number): NodeJson {
  const cells = {
    activity: '',
    indicator: '',
    timescale: '',
    resources: '',
    outcomes: '',
    lead: '',
  }
  return group(
    `Objective ${number}: [what you want to reach]`,
    part('criteria', '[How you will know that it is reached]'),
    part('links', '[A plan or standard this serves]'),
    row({ ...cells, activity: '[The first thing you will do]' }),
    row(cells),
  )
}
