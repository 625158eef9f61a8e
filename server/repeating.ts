export interface Repeated {
  everyMs: number
  work(): Promise<void>
  log(line: string): void
}

/** Does some work again and again while the server runs; what fails is tried again the next time. */
export function startRepeating({ everyMs, work, log }: Repeated): () => void {
  let isBusy = false
  const timer = setInterval(() => {
    if (isBusy) return
    isBusy = true
    work()
      .catch((error: unknown) => log(`What is done now and then failed: ${String(error)}`))
      .finally(() => {
        isBusy = false
      })
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
