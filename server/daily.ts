const DAY_MS = 24 * 60 * 60_000

/** Does some work once a day while the server runs; what fails is tried again the day after. */
export function startDaily({
  work,
  log,
}: {
  work(): Promise<void>
  log(line: string): void
}): () => void {
  const timer = setInterval(() => {
    work().catch((error: unknown) => log(`The daily tidying failed: ${String(error)}`))
  }, DAY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
