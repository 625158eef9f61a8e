// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest'
import { actionOf } from '../../../client/editor/actions.ts'
import {
  groupsToList,
  insertMembers,
  makeFrom,
} from '../../../client/editor/blocks/from-directory.ts'
import { readWith, readingsOf } from '../../../client/editor/readings/readings.ts'
import { asReadingDirectory } from '../../../shared/directory/reading-directory.ts'
import { checkPlans } from '../../../shared/reading/plan-check.ts'
import { document, group as planGroup, p, plan, row } from '../../../shared/templates/blocks.ts'
import { directory, group, membership, person } from '../../support/directory.ts'
import { createTextEditor } from './text-editor.ts'
import type { TextEditor } from './text-editor.ts'

let editor: TextEditor

afterEach(() => editor.destroy())

function know(...entries: Parameters<typeof directory>): void {
  const made = directory(...entries)
  editor.run(readWith(asReadingDirectory(made)))
  editor.run(makeFrom(made))
}

const PETRA = person('Petra Wick', { initials: 'PW', title: 'Officer', email: 'petra@example.org' })
const TOMAS = person('Tomas Birk', { initials: 'TB' })

it('[AT21] the key of a plan is put in, checked, and made anew with what only it knew', () => {
  const rows = ['PW', 'TB/PW', 'QX'].map((lead) => row({ action: `Ask ${lead}`, lead }))
  editor = createTextEditor(
    document(p('Key here'), p(''), plan('priorityPlan4', planGroup('', ...rows))),
  )
  editor.caret('Key here')
  expect(actionOf('key').isPossible(editor.view.state)).toBe(false)
  know(PETRA)
  editor.run(actionOf('key').run)
  expect(editor.shown()).toContain('Initials | Name\n  PW | Petra Wick, Officer\n  QX | \n  TB | ')
  const missing = () =>
    checkPlans(readingsOf(editor.view.state)).findings.filter(({ kind }) => kind === 'notInKey')
  expect(missing()).toHaveLength(2)
  editor.caret('QX')
  editor.press('Tab')
  editor.type('Quentin Xu')
  know(PETRA, TOMAS)
  expect(editor.run(actionOf('tableRenew').run)).toBe(true)
  expect(editor.shown()).toContain('QX | Quentin Xu\n  TB | Tomas Birk')
  expect(missing()).toHaveLength(0)
})

it('[AT21] members of a group are put in without addresses, and made anew', () => {
  editor = createTextEditor(document(p('Members here')))
  editor.caret('Members')
  know(PETRA, TOMAS, group('Forum', { members: [membership('Petra Wick', { role: 'chair' })] }))
  expect(groupsToList(editor.view.state).map(({ name }) => name)).toEqual(['Forum'])
  editor.run(insertMembers('Forum'))
  expect(editor.shown()).toContain('Member | Role | Service\n  Petra Wick | Chair | Officer')
  expect(editor.shown()).not.toContain('@')
  know(PETRA, TOMAS, group('Forum', { members: [membership('Tomas Birk')] }))
  editor.caret('Petra Wick')
  editor.run(actionOf('tableRenew').run)
  expect(editor.shown()).toContain('Member | Role | Service\n  Tomas Birk')
  expect(editor.shown()).not.toContain('Petra')
  editor.caret('Members')
  expect(actionOf('tableRenew').isPossible(editor.view.state)).toBe(false)
})
