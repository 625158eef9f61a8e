import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar'
import { Group } from 'react-aria-components/Group'
import { memo } from 'react'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Menu } from '../components/menu.tsx'
import { placeOf } from './action-table/shape.ts'
import { actionOf, actionsFor } from './actions.ts'
import { isInPlainTable } from './blocks/plain-table.ts'
import { perform } from './perform.ts'
import { shortcutOf } from './shortcut.ts'
import { asChoice, menuOf, tableMenu } from './table-menus.ts'
import type { TablePart } from './table-menus.ts'
import { isSameData, useEditorValue } from './use-editor-value.ts'
import './toolbar.css'

/** What people use most, as buttons; the rest is in the menus. */
const MARKS = ['bold', 'italic', 'link']
const LISTS = ['list-bullet', 'list-decimal', 'clause']

/** What the buttons show, as plain data. */
interface Shown {
  style: string
  active: string[]
  impossible: string[]
  table: 'none' | 'plain' | 'actions'
}

/** The bar above the text: one Tab stop, arrows inside, Alt+F10 from the text. */
export const Toolbar = memo(function Toolbar({ editor }: { editor: Editor }) {
  const shown = useEditorValue(editor, shownOf, { isSame: isSameData })
  const button = (id: string) => {
    const action = actionOf(id)
    return (
      <IconButton
        key={id}
        label={action.label}
        icon={action.icon ?? 'more'}
        shortcut={shortcutOf(action)}
        isPressed={action.isActive === undefined ? undefined : shown.active.includes(id)}
        isDisabled={shown.impossible.includes(id)}
        onPress={() => perform(editor, action)}
      />
    )
  }
  return (
    <AriaToolbar aria-label="Writing tools" className="toolbar">
      <Group aria-label="Undo" className="toolbar-group">
        {button('undo')}
        <span className="toolbar-wide">{button('redo')}</span>
      </Group>
      <Menu
        label="Kind of text"
        trigger={
          <Button kind="quiet" icon="chevronDown">
            {shown.style}
          </Button>
        }
        groups={() => [menuOf(editor, 'style'), menuOf(editor, 'number')]}
      />
      <Group aria-label="Letters" className="toolbar-group">
        <span className="toolbar-roomy">{button('bold')}</span>
        <span className="toolbar-wide">
          {button('italic')}
          {button('link')}
        </span>
      </Group>
      <Group aria-label="Lists" className="toolbar-group toolbar-wide">
        {LISTS.map(button)}
      </Group>
      <Menu
        label="Add"
        trigger={
          <Button kind="quiet" icon="plus">
            Add
          </Button>
        }
        groups={() => addMenu(editor)}
      />
      {shown.table === 'actions' && (
        <Group aria-label="Action plan" className="toolbar-group toolbar-plan">
          <TablePartMenu editor={editor} part="row" label="Row" />
          <TablePartMenu editor={editor} part="group" label="Group" />
          <TablePartMenu editor={editor} part="column" label="Column" />
        </Group>
      )}
      {shown.table === 'plain' && (
        <Menu
          label="Table"
          trigger={<Button icon="chevronDown">Table</Button>}
          groups={() => [menuOf(editor, 'table')]}
        />
      )}
      <Group aria-label="More" className="toolbar-group toolbar-end">
        {button('find')}
        <Menu
          label="More tools"
          trigger={<IconButton label="More tools" icon="more" />}
          groups={() => [
            [...actionsFor('mark'), ...actionsFor('list')].map((action) =>
              asChoice(editor, action),
            ),
            [asChoice(editor, actionOf('redo')), asChoice(editor, actionOf('help'))],
          ]}
        />
      </Group>
    </AriaToolbar>
  )
})

function TablePartMenu({
  editor,
  part,
  label,
}: {
  editor: Editor
  part: TablePart
  label: string
}) {
  return (
    <Menu
      label={label}
      trigger={<Button icon="chevronDown">{label}</Button>}
      groups={() => tableMenu(editor, part)}
    />
  )
}

function addMenu(editor: Editor) {
  const actions = actionsFor('insert').filter((action) => !action.offers.includes('style'))
  return [actions.map((action) => asChoice(editor, action))]
}

function shownOf(state: EditorState): Shown {
  const styles = actionsFor('style')
  const style = styles.find((action) => action.isActive?.(state) === true)
  const buttons = ['undo', 'redo', ...MARKS, ...LISTS].map(actionOf)
  return {
    style: style?.label ?? 'Text',
    active: buttons.flatMap((action) => (action.isActive?.(state) === true ? [action.id] : [])),
    impossible: buttons.flatMap((action) =>
      action.id.endsWith('do') && !action.isPossible(state) ? [action.id] : [],
    ),
    table: placeOf(state) !== null ? 'actions' : isInPlainTable(state) ? 'plain' : 'none',
  }
}
