import type { Machine, ProcessMark } from '../../server/storage/embedded/machine.ts'

/** A machine on which `running` are the only processes; it knows nothing of other machines. */
export function createFakeMachine(
  self: Partial<ProcessMark> = {},
  running: ProcessMark[] = [],
): Machine {
  const mark = { pid: 100, started: '1', boot: 'first', space: 'here', ...self }
  return {
    self: () => mark,
    isRunning(other) {
      if (other.space !== mark.space) return 'unknown'
      return [mark, ...running].some((each) => JSON.stringify(each) === JSON.stringify(other))
    },
  }
}
