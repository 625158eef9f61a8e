import { useEffect, useState, useSyncExternalStore } from 'react'
import { openConnection } from '../../editor/connection/connection.ts'
import type { Connection, ConnectionStatus } from '../../editor/connection/connection.ts'
import { peopleHere } from '../../editor/presence/index.ts'
import type { PersonHere } from '../../editor/presence/index.ts'

/** Joins the document while the page is open. Null for the moment before. */
export function useConnection(documentId: string): Connection | null {
  const [connection, setConnection] = useState<Connection | null>(null)
  useEffect(() => {
    const opened = openConnection({ documentId })
    // A connection has a life of its own: it is opened and closed with the page, not rendered.
    // oxlint-disable-next-line react/set-state-in-effect
    setConnection(opened)
    return () => {
      setConnection(null)
      opened.close()
    }
  }, [documentId])
  return connection
}

export function useStatus(connection: Connection): ConnectionStatus {
  return useSyncExternalStore(connection.subscribe, connection.getStatus)
}

/** Whether the server said no for good. */
export function useIsRefused(connection: Connection): boolean {
  return useSyncExternalStore(
    connection.subscribe,
    () => connection.getStatus().state === 'refused',
  )
}

/** Does something each time the line to the server stands, the first time and after every break. */
export function useEachArrival(connection: Connection | null, onArrival: () => void): void {
  useEffect(() => {
    if (connection === null) return
    let isThere = false
    const look = (): void => {
      const { state } = connection.getStatus()
      const wasThere = isThere
      isThere = state === 'saved' || state === 'saving' || state === 'failing'
      if (isThere && !wasThere) onArrival()
    }
    look()
    return connection.subscribe(look)
  }, [connection, onArrival])
}

/** What others call the document from now on. */
export function useRenames(
  connection: Connection | null,
  onRenamed: (title: string) => void,
): void {
  useEffect(
    () =>
      connection?.onEvent((event) => {
        if (event.type === 'document.renamed') onRenamed(event.title)
      }),
    [connection, onRenamed],
  )
}

/** Whether the server lets this person edit; false until it has said so. */
export function useMayEdit(connection: Connection): boolean {
  return useSyncExternalStore(connection.subscribe, () => connection.getSeat()?.mayEdit === true)
}

/** Everybody else in the document. */
export function usePeople({ awareness }: Connection): readonly PersonHere[] {
  const [people, setPeople] = useState<readonly PersonHere[]>(() => peopleHere(awareness))
  useEffect(() => {
    const handleChange = (): void => {
      const next = peopleHere(awareness)
      setPeople((now) => (facesOf(now) === facesOf(next) ? now : next))
    }
    handleChange()
    awareness.on('change', handleChange)
    return () => awareness.off('change', handleChange)
  }, [awareness])
  return people
}

/** Carets move all the time; only who is here is shown. */
function facesOf(people: readonly PersonHere[]): string {
  return people.map(({ clientId, name, colour }) => `${clientId} ${name} ${colour}`).join('\n')
}
