/** Runs `action` once after a delay; returns its own stop. Tests pass one they move by hand. */
export type Schedule = (delayMs: number, action: () => void) => () => void

export const scheduleOnTimer: Schedule = (delayMs, action) => {
  const timer = setTimeout(action, delayMs)
  return () => clearTimeout(timer)
}

export interface Alarm {
  /** (Re)starts the wait. */
  touch(): void
  /** For good. */
  stop(): void
}

/**
 * Rings once nothing has touched it for `delayMs`, and stays silent until touched again. One timer
 * serves many touches: it looks on ringing whether it was touched meanwhile.
 */
export function createAlarm(
  { schedule, delayMs }: { schedule: Schedule; delayMs: number },
  ring: () => void,
): Alarm {
  let stop: (() => void) | null = null
  let wasTouched = false
  let isStopped = false
  const wait = () => {
    wasTouched = false
    stop = schedule(delayMs, () => {
      stop = null
      if (wasTouched) wait()
      else ring()
    })
  }
  return {
    touch() {
      if (stop !== null) wasTouched = true
      else if (!isStopped) wait()
    },
    stop() {
      isStopped = true
      stop?.()
      stop = null
    },
  }
}
