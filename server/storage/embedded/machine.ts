import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'

/** Names one run of one process for good. An empty field: this system does not tell. */
export const processMark = z.object({
  pid: z.number().int().min(1),
  /** When it started, in the kernel's ticks: a number that is used again is told apart. */
  started: z.string(),
  /** Changes when the machine starts. */
  boot: z.string(),
  /** Where the number counts: containers have numbers of their own. */
  space: z.string(),
})
export type ProcessMark = z.infer<typeof processMark>

/** What the lock asks of the operating system. */
export interface Machine {
  self(): ProcessMark
  /** `unknown` where this process cannot tell: another machine, another container. */
  isRunning(mark: ProcessMark): boolean | 'unknown'
}

export const thisMachine: Machine = {
  self() {
    return { pid: process.pid, started: startOf(process.pid), boot: bootId(), space: space() }
  },
  isRunning(mark) {
    if (mark.space !== space() || mark.boot !== bootId()) return 'unknown'
    if (!answers(mark.pid)) return false
    if (mark.started === '') return 'unknown'
    return startOf(mark.pid) === mark.started
  },
}

function bootId(): string {
  return textOr('', () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
}

function space(): string {
  return `${hostname()} ${textOr('', () => readlinkSync('/proc/self/ns/pid'))}`
}

/** Field 22 of /proc/<pid>/stat (man 5 proc); the second field may hold spaces and brackets. */
function startOf(pid: number): string {
  return textOr('', () => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  })
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function textOr(otherwise: string, read: () => string): string {
  try {
    return read()
  } catch {
    // Systems without /proc do not tell; the lock then relies on its beat.
    return otherwise
  }
}
