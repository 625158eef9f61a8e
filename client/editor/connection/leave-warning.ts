/** The browser's own question before a tab is closed. */
export interface LeaveWarning {
  /** Whether it is needed may have changed. */
  look(): void
}

/** It is put only while `isNeeded`: a listener that is always there keeps pages out of the history. */
export function createLeaveWarning(isNeeded: () => boolean): LeaveWarning {
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
  return {
    look() {
      if (isNeeded()) addEventListener('beforeunload', ask)
      else removeEventListener('beforeunload', ask)
    },
  }
}
