import { parentPort, workerData } from 'node:worker_threads'
import { compareDocuments } from '../../shared/compare/compare.ts'
import { documentSchema } from '../../shared/schema/index.ts'
import type { CompareJob } from './compare.ts'

/** The entry of the worker: two texts in, one comparison out. */
const { before, after, directory, asks } = workerData as CompareJob // written by compare.ts, which has the type
const comparison = compareDocuments(
  documentSchema.nodeFromJSON(before),
  documentSchema.nodeFromJSON(after),
  { directory, asks },
)
parentPort?.postMessage(comparison)
