import { useEffect, useState } from 'react'
import { listYouthGroups } from '../../api-young.ts'
import type { YouthGroup } from './step-fields.tsx'

/** The youth groups that could answer on their phones; none where they cannot be looked up. */
export function useYouthGroups(): readonly YouthGroup[] {
  const [groups, setGroups] = useState<readonly YouthGroup[]>([])
  useEffect(() => {
    listYouthGroups().then(
      (found) => setGroups(found.groups.map(({ id, name }) => ({ id, name }))),
      () => setGroups([]),
    )
  }, [])
  return groups
}
