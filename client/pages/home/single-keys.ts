import { useEffect, useState } from 'react'
import { readSetting, writeSetting } from '../../components/device-setting.ts'

const SETTING = 'folkmoot.single-keys'

/**
 * Shortcuts of one key on their own. They sleep while something is typed or a dialog is open, and
 * can be switched off on this device, because they get in the way of people who dictate.
 */
export function useSingleKeys(actions: Record<string, () => void>) {
  const [isOn, setOn] = useState(() => readSetting(SETTING) !== 'off')

  useEffect(() => {
    if (!isOn) return
    const handleKey = (event: KeyboardEvent) => {
      const action = actions[event.key]
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
      if (action === undefined || !isPlain || isBusy(event.target)) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', handleKey)
    return () => document.removeEventListener('keydown', handleKey)
  }, [isOn, actions])

  return {
    isOn,
    onSwitch: (on: boolean) => {
      writeSetting(SETTING, on ? 'on' : 'off')
      setOn(on)
    },
  }
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('.dialog-overlay, [role="menu"]') !== null) return true
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
