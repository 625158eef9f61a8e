import { useEffect } from 'react'
import { showToast } from '../../components/toast.tsx'
import { wasHandedBack } from '../../editor/binding/index.ts'
import type { Connection } from '../../editor/connection/connection.ts'

/**
 * Words of this person's that came to a row just as somebody removed it: they are given back, all of
 * one row in one message.
 */
export function useHandedBack(connection: Connection, onShowRows: () => void): void {
  useEffect(() => {
    const open = new Map<string, { words: string; close: () => void }>()
    const stop = connection.onEvent((event) => {
      if (event.type !== 'words.handedBack' || wasHandedBack(event.words)) return
      const row = event.row ?? ''
      const before = open.get(row)
      before?.close()
      const words = (before?.words ?? '') + event.words
      const close = showToast({
        words: `Somebody removed the row you were writing in. Your words were: ${words}`,
        kind: 'problem',
        action: { label: 'Removed rows', onPress: onShowRows },
      })
      open.set(row, { words, close })
    })
    return stop
  }, [connection, onShowRows])
}
