import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { bodyFromText, textsHere } from './domain/texts.ts'
import type { TextAnswer, TextJob, Texts } from './domain/texts.ts'
import type { BodySummary } from './domain/summary.ts'

export interface LongTextsOptions {
  /** Shorter texts are done with here, because a message to and fro takes longer. */
  longBytes?: number
  timeMs?: number
  memoryMb?: number
  /** The worker ends when it has had nothing to do for so long. */
  idleMs?: number
}

export interface LongTexts extends Texts {
  /** Whether the worker is there. */
  readonly isRunning: boolean
  stop(): void
}

/** Long texts are read and written by a worker, one at a time, so that nobody's typing waits. */
export function createTexts(options: LongTextsOptions = {}): LongTexts {
  const { longBytes = 128 * 1024, timeMs = 60_000, memoryMb = 1_024, idleMs = 30_000 } = options
  let worker: Worker | null = null
  let last: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined

  return {
    async read(state) {
      if (state.length < longBytes) return textsHere.read(state)
      return bodyFromText(await ask<string>({ do: 'read', state }))
    },
    async summarise(state) {
      if (state.length < longBytes) return textsHere.summarise(state)
      return ask<BodySummary>({ do: 'summarise', state })
    },
    async seed(body) {
      if (body.nodeSize < longBytes) return textsHere.seed(body)
      return ask<Uint8Array>({ do: 'seed', body: JSON.stringify(body.toJSON()) })
    },
    get isRunning() {
      return worker !== null
    },
    stop,
  }

  function stop(): void {
    clearTimeout(idle)
    void worker?.terminate()
    worker = null
  }

  /** In turn: one job's error is not the next one's. */
  function ask<Answer extends TextAnswer>(job: TextJob): Promise<Answer> {
    const answer = last.then(() => askNow<Answer>(job))
    last = answer.catch(() => undefined)
    return answer
  }

  function askNow<Answer extends TextAnswer>(job: TextJob): Promise<Answer> {
    clearTimeout(idle)
    const mine = (worker ??= start(memoryMb))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => fail(new Error('A text took too long')), timeMs)
      const leave = () => {
        clearTimeout(timer)
        mine.off('message', handleAnswer).off('error', fail).off('exit', handleEnd)
        idle = setTimeout(stop, idleMs).unref()
      }
      const fail = (error: Error) => {
        leave()
        stop()
        reject(error)
      }
      const handleEnd = () => fail(new Error('The worker for texts has ended'))
      const handleAnswer = (answer: Answer) => {
        leave()
        resolve(answer)
      }
      mine.on('message', handleAnswer).on('error', fail).on('exit', handleEnd)
      mine.postMessage(job)
    })
  }
}

function start(memoryMb: number): Worker {
  const worker = new Worker(findWorker(), {
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  worker.unref()
  return worker
}

/** The source is started through a small script; the built worker lies in the server's folder. */
function findWorker(): URL {
  if (import.meta.url.endsWith('.ts')) return new URL('text-worker.dev.mjs', import.meta.url)
  // Code that two entries share is built one folder below them.
  const beside = new URL('text-worker.js', import.meta.url)
  return existsSync(beside) ? beside : new URL('../text-worker.js', import.meta.url)
}
