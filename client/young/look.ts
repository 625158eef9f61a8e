import { useState } from 'react'

/** How somebody likes to read; kept on the device. */
export interface Look {
  size: 'normal' | 'large' | 'larger'
  /** More room between letters, words and lines. */
  isWide: boolean
  /** Calm ground, heavier letters, short lines: easier with dyslexia. */
  isEasy: boolean
}

const KEY = 'folkmoot-look'
const NORMAL: Look = { size: 'normal', isWide: false, isEasy: false }

export function useLook(): [Look, (look: Look) => void] {
  const [look, setLook] = useState(readLook)
  const change = (next: Look) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(next))
    } catch {
      // A device that keeps nothing still shows the page as asked for.
    }
    wearLook(next)
    setLook(next)
  }
  return [look, change]
}

/** Puts the look on the page. */
export function wearLook(look: Look = readLook()): void {
  const { dataset } = document.documentElement
  dataset['size'] = look.size
  dataset['wide'] = String(look.isWide)
  dataset['easy'] = String(look.isEasy)
}

function readLook(): Look {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Look> // checked below
    const size = kept.size === 'large' || kept.size === 'larger' ? kept.size : 'normal'
    return { size, isWide: kept.isWide === true, isEasy: kept.isEasy === true }
  } catch {
    return NORMAL
  }
}
