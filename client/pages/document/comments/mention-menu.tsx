import { MENTIONS } from '../../../../shared/comments/words.ts'
import { IconButton } from '../../../components/icon-button.tsx'
import { Menu } from '../../../components/menu.tsx'

/** Calls a role into what is written: never one person. */
export function MentionMenu({ onPick }: { onPick: (word: string) => void }) {
  return (
    <Menu
      label="Call somebody in"
      trigger={<IconButton label="Call somebody in" icon="people" />}
      groups={[
        MENTIONS.map(({ role, word }) => ({ id: role, label: word, onAction: () => onPick(word) })),
      ]}
    />
  )
}
