import { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import {
  actionsOf,
  filterActions,
  groupsIn,
  leadsIn,
  marksOf,
  yearsAround,
} from '../../../shared/reading/plan-actions.ts'
import { checkPlans } from '../../../shared/reading/plan-check.ts'
import { createPlanReader } from '../../../shared/reading/plan-reader.ts'
import type { PlanReadings } from '../../../shared/reading/plan-reader.ts'
import type { DocumentJson, NodeJson } from '../../../shared/schema/document-json.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import {
  document,
  group,
  h,
  p,
  pageHeader,
  plan,
  row,
  same,
} from '../../../shared/templates/blocks.ts'

function read(content: DocumentJson): PlanReadings {
  const result = createPlanReader().read(Node.fromJSON(documentSchema, content))
  if (result === null) throw new Error('Nothing was to stop it')
  return result
}

/** "kind: words (note)" of all findings. */
function found(...blocks: NodeJson[]): string[] {
  const { findings } = checkPlans(read(document(pageHeader({ period: '2026 - 2029' }), ...blocks)))
  return findings.map(({ kind, words, note }) => `${kind}: ${words}${note && ` (${note})`}`)
}

const FULL = {
  objective: 'Buses',
  action: 'Hold the last bus',
  timescale: 'May 26',
  lead: 'Transport',
  involvement: 'They ride along',
}

describe('the plan check', () => {
  const cases: [name: string, cells: Parameters<typeof row>[0], ...findings: string[]][] = [
    ['a full row lacks nothing', FULL],
    ['no lead', { ...FULL, lead: '' }, 'noLead: Hold the last bus'],
    ['a dash is no lead', { ...FULL, lead: '–' }, 'noLead: Hold the last bus'],
    ['no timescale', { ...FULL, timescale: '[When]' }, 'noTimescale: Hold the last bus'],
    ['no involvement', { ...FULL, involvement: '' }, 'noInvolvement: Hold the last bus'],
    [
      'a timescale that was not understood',
      { ...FULL, timescale: 'when it rains' },
      'unreadTimescale: Hold the last bus (“when it rains”)',
    ],
    [
      'a timescale with something assumed',
      { ...FULL, timescale: 'Initially July' },
      'doubtfulTimescale: Hold the last bus (“Initially July”: from July 2026, the year is assumed)',
    ],
    [
      'initials nobody explained',
      { ...FULL, lead: 'QX' },
      'notInKey: Hold the last bus (QX: not in the key)',
    ],
  ]
  it.each(cases)('[RE20] %s', (_name, cells, ...findings) => {
    expect(found(plan('priorityPlan5', group('Priority 1', row(cells))))).toEqual(findings)
  })

  it('[RE20] an empty row lacks nothing, and "same as above" has the words above', () => {
    expect(
      found(
        plan(
          'priorityPlan5',
          group(
            'Priority 1',
            row(FULL),
            row({ ...FULL, action: 'Count the riders', lead: same, involvement: same }),
            row({ objective: '', action: '', timescale: '', lead: '', involvement: '' }),
          ),
        ),
      ),
    ).toEqual([])
  })

  it('[RE21] a plan without the column says so once', () => {
    expect(
      found(
        plan('priorityPlan4', group('Priority 1', row(FULL), row({ ...FULL, action: 'Other' }))),
      ),
    ).toEqual(['noInvolvement: The plan has no column for the part young people play.'])
  })

  it('[RE21] resources count only where there is a column for them, and risks are listed', () => {
    expect(
      found(
        plan(
          'activityPlan6',
          group('1', row({ activity: 'Paint the hut', timescale: 'May 26', lead: 'Hut team' })),
        ),
      ).filter((each) => !each.startsWith('noInvolvement')),
    ).toEqual(['noResources: Paint the hut'])
    expect(
      found(plan('standardsPlan5', group('1', row({ ...FULL, risk: 'Nobody comes' })))).filter(
        (each) => !each.startsWith('noInvolvement'),
      ),
    ).toEqual(['risk: Hold the last bus (Nobody comes)'])
  })

  it('[RE22] the same action in two rows is found, whatever its capitals and marks', () => {
    expect(
      found(
        plan(
          'priorityPlan5',
          group('1', row(FULL), row({ ...FULL, action: ['Other', 'Hold last bus.'] })),
        ),
      ),
    ).toEqual(['duplicate: Hold the last bus (1 of 2)', 'duplicate: Hold last bus. (2 of 2)'])
  })

  it('[RE23] the key is checked the other way round', () => {
    expect(
      found(
        plan('priorityPlan5', group('1', row({ ...FULL, lead: 'PW' }))),
        h(2, 'Key'),
        p('PW – Ada Lund'),
        p('ZZ – Zoe Zander'),
      ),
    ).toEqual([
      'key: ZZ (Zoe Zander) is in the key and leads nothing.',
      'key: PW does not look like Ada Lund: perhaps AL?',
    ])
  })

  it('[RE24] each finding leads to its cell, or to the row where the cell is missing', () => {
    const content = document(
      plan(
        'priorityPlan5',
        group('1', row({ action: 'Ask', timescale: 'soonish', involvement: 'x' })),
      ),
    )
    const doc = Node.fromJSON(documentSchema, content)
    const { findings } = checkPlans(read(content))
    const places = findings.map(({ kind, position, key }) => [
      kind,
      position === null ? null : doc.nodeAt(position)?.type.name,
      key,
    ])
    expect(places).toEqual([
      ['noLead', 'actionRow', 'lead'],
      ['unreadTimescale', 'actionCell', 'timescale'],
    ])
  })
})

describe('the views', () => {
  const content = document(
    pageHeader({ period: '2026 - 2029' }),
    plan(
      'priorityPlan5',
      group(
        'Getting there',
        row({
          ...FULL,
          timescale: ['May 26', 'From Sept 2026', 'Ongoing'],
          lead: 'Transport / PW',
        }),
        row({
          ...FULL,
          objective: same,
          action: 'Mend the lights',
          timescale: 'June to September 26',
          lead: 'PW with support from Roads Team',
        }),
      ),
      group('Being heard', row({ ...FULL, action: 'Write back', timescale: 'Tbc', lead: '' })),
    ),
    h(2, 'Key'),
    p('PW – Petra Wick'),
  )
  const actions = actionsOf(read(content))

  it('[RE30] have every action in the order of the document, with who leads and supports', () => {
    expect(actions.map(({ group: title, name, leads }) => [title, name, leads])).toEqual([
      ['Getting there', 'Hold the last bus', [lead('Transport'), lead('Petra Wick')]],
      [
        'Getting there',
        'Mend the lights',
        [lead('Petra Wick'), { name: 'Roads Team', isSupporting: true }],
      ],
      ['Being heard', 'Write back', []],
    ])
    expect(actions[1]?.words[0]).toEqual({ heading: 'Objective', text: 'Buses', isName: false })
  })

  it('[RE31] draw ranges as bars, deadlines as one day, open ends open, and nothing for the rest', () => {
    const marks = actions.map((action) =>
      marksOf(action).map(({ shape, first, last }) => `${shape} ${first} ${last}`),
    )
    expect(marks).toEqual([
      ['due 2026-05-31 2026-05-31', 'open 2026-09-01 2026-09-01'],
      ['bar 2026-06-01 2026-09-30'],
      [],
    ])
    expect(yearsAround(actions.flatMap(marksOf))).toEqual({ from: 2026, to: 2026 })
    expect(yearsAround([])).toBeNull()
  })

  const all = { search: '', group: '', lead: '' }
  it.each([
    [all, ['Hold the last bus', 'Mend the lights', 'Write back']],
    [{ ...all, search: 'LIGHTS' }, ['Mend the lights']],
    [{ ...all, search: 'petra bus' }, ['Hold the last bus', 'Mend the lights']],
    [{ ...all, group: 'Being heard' }, ['Write back']],
    [{ ...all, lead: 'Roads Team' }, ['Mend the lights']],
    [{ ...all, lead: 'Petra Wick', search: 'last' }, ['Hold the last bus']],
  ])('[RE32] are narrowed by words, group and lead: %j', (filter, names) => {
    expect(filterActions(actions, filter).map(({ name }) => name)).toEqual(names)
  })

  it('[RE32] offer the groups in their order and the leads by name', () => {
    expect(groupsIn(actions)).toEqual(['Getting there', 'Being heard'])
    expect(leadsIn(actions)).toEqual(['Petra Wick', 'Roads Team', 'Transport'])
  })
})

function lead(name: string) {
  return { name, isSupporting: false }
}
