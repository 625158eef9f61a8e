import { LAYOUTS } from '../columns/index.ts'
import { bold, bullets, callout, document, group, h, p, pageHeader, plan, row } from './blocks.ts'
import type { Template } from './template.ts'

export const actionPlanByStandard: Template = {
  key: 'actionPlanByStandard',
  name: 'Action plan by participation standards',
  kind: 'actionPlan',
  about: 'Outcomes and actions below the seven standards of Hear by Right, with leads and risks.',
  build: () =>
    document(
      pageHeader({ stage: 'Draft', version: '0.1' }),
      h(1, 'Action plan'),
      callout(
        'note',
        p(bold('How to use this page. '), 'Write over the words in square brackets.'),
        bullets(
          'An outcome is what will be different. Number it by its standard: 1.1, 1.2, 2.1.',
          'A standard without an action is worth a sentence of its own: say why.',
        ),
      ),
      h(2, 'Outcomes and actions'),
      plan(
        'standardsPlan5',
        ...LAYOUTS.standardsPlan5.groups.map((title, index) =>
          group(
            title,
            row({
              outcome: `${index + 1}.1 [What will be different]`,
              action: '',
              lead: '',
              timescale: '',
              risk: '',
            }),
          ),
        ),
      ),
      h(2, 'Key'),
      p('[Explain the initials you use, one on each line: PO – Participation Officer.]'),
    ),
}
