import type { ReactNode } from 'react'
import './chip.css'

export type ChipTone = 'plain' | 'moot' | 'voice' | 'amber' | 'brick' | 'blue'

/** A word or two that label something: a version, a state. Never the only carrier of a meaning. */
export function Chip({ children, tone = 'plain' }: { children: ReactNode; tone?: ChipTone }) {
  return <span className={`chip chip-${tone}`}>{children}</span>
}
