/** Looking around as a young person of a group would, in this tab alone, until it is stopped. */

const VIEW = 'folkmoot.young-view'

/** The id of the group; null while one looks with one's own eyes. */
export function youngView(): string | null {
  try {
    return sessionStorage.getItem(VIEW)
  } catch {
    return null // storage is switched off: there is no such view then
  }
}

export function startYoungView(group: string): void {
  sessionStorage.setItem(VIEW, group)
  location.assign('/')
}

export function stopYoungView(): void {
  sessionStorage.removeItem(VIEW)
  location.assign('/youth-groups')
}
