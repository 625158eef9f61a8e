import { parentPort } from 'node:worker_threads'
import { doTextJob } from './domain/texts.ts'
import type { TextJob } from './domain/texts.ts'

/** The entry of the worker: one answer for each job, in order. An error ends it. */
parentPort?.on('message', (job: TextJob) => parentPort?.postMessage(doTextJob(job)))
