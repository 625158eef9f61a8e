import { useState } from 'react'
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components/ComboBox'
import { Icon } from './icons.tsx'
import './combo-box.css'

export interface ComboBoxItem {
  id: string
  name: string
  /** A second line that tells items of one name apart. */
  about?: string
  /** Other words it is found by. */
  words?: string
}

export interface ComboBoxProps {
  label: string
  items: readonly ComboBoxItem[]
  /** Id of the chosen item; null: none. */
  value: string | null
  /** Null when the text was cleared. */
  onChange: (id: string | null) => void
  description?: string
  placeholder?: string
  /** Said where no item fits. */
  emptyWords: string
  autoFocus?: boolean
}

const MOST_SHOWN = 50

/** Chooses one of many by typing: arrows, Enter, Escape; an empty text chooses none. */
export function ComboBox(props: ComboBoxProps) {
  const { label, items, value, onChange, description, placeholder, emptyWords, autoFocus } = props
  const chosen = items.find(({ id }) => id === value) ?? null
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? chosen?.name ?? ''
  const found = text === chosen?.name ? items : findItems(items, text)
  const shown = withChosen(found.slice(0, MOST_SHOWN), chosen)

  return (
    <AriaComboBox
      className="combo-box"
      items={shown}
      value={value}
      inputValue={text}
      onInputChange={(input) => {
        setTyped(input === chosen?.name ? null : input)
        if (input === '' && value !== null) onChange(null)
      }}
      onChange={(key) => {
        // Also called, with what is chosen already, when what was typed is given up (Escape), and
        // when the page scrolls under the list: letters being typed then must stay.
        if (window.event?.type === 'scroll') return
        setTyped(null)
        if (key !== null && key !== value) onChange(String(key))
      }}
      onBlur={() => setTyped(null)}
      autoFocus={autoFocus}
      menuTrigger="input"
      allowsEmptyCollection
    >
      <Label>{label}</Label>
      {description !== undefined && <Text slot="description">{description}</Text>}
      <div className="combo-box-field">
        <Input placeholder={placeholder} />
        <AriaButton className="combo-box-open">
          <Icon name="chevronDown" size={18} />
        </AriaButton>
      </div>
      <Popover className="combo-box-popover" offset={4}>
        <section aria-label={`Choices for ${label}`}>
          <ListBox<ComboBoxItem>
            className="combo-box-list"
            renderEmptyState={() => <p className="combo-box-empty">{emptyWords}</p>}
          >
            {(item) => (
              <ListBoxItem id={item.id} textValue={item.name} className="combo-box-item">
                <span className="combo-box-name">{item.name}</span>
                {item.about !== undefined && item.about !== '' && (
                  <span className="combo-box-about"> {item.about}</span>
                )}
              </ListBoxItem>
            )}
          </ListBox>
          {found.length > MOST_SHOWN && (
            <p className="combo-box-more">Type to find one of {found.length - MOST_SHOWN} more.</p>
          )}
        </section>
      </Popover>
    </AriaComboBox>
  )
}

/** The chosen item has to be among the items, or leaving the field would clear its text. */
function withChosen(
  items: readonly ComboBoxItem[],
  chosen: ComboBoxItem | null,
): readonly ComboBoxItem[] {
  return chosen === null || items.includes(chosen) ? items : [...items, chosen]
}

/** Each word has to stand somewhere in an item. */
function findItems(items: readonly ComboBoxItem[], text: string): readonly ComboBoxItem[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  return items.filter(({ name, about = '', words = '' }) => {
    const searched = `${name} ${about} ${words}`.toLowerCase()
    return wanted.every((word) => searched.includes(word))
  })
}
