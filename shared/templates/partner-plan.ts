import { bold, bullets, callout, document, group, h, p, pageHeader, plan, row } from './blocks.ts'
import type { Template } from './template.ts'

export const partnerPlan: Template = {
  key: 'partnerPlan',
  name: 'Plan for partners to fill in',
  kind: 'actionPlan',
  about: 'The same outcomes for every partner, locked, with room for what each will do.',
  build: () =>
    document(
      pageHeader({ stage: 'Draft', version: '0.1' }),
      h(1, 'Our part of the plan'),
      callout(
        'note',
        p(
          bold('Before you send this out. '),
          'Unlock the first column, write the outcomes, lock it.',
        ),
        bullets(
          'Partners fill in what they will do, who leads it and by when.',
          'What cannot be done is worth a word in the last column.',
        ),
      ),
      h(2, 'Outcomes'),
      plan('partnerTemplate5', outcomes(1), outcomes(2)),
      h(2, 'Key'),
      p('[Explain the initials you use, one on each line: PO – Participation Officer.]'),
    ),
}

function outcomes(number: number) {
  const cells = { action: '', lead: '', timescale: '', risk: '' }
  return group(
    `${number}. [A theme that all partners share]`,
    row({ outcome: `${number}.1 [An outcome]`, ...cells }),
    row({ outcome: `${number}.2 [Another outcome]`, ...cells }),
  )
}
