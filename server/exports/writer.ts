import { Refusal } from '../../shared/refusals.ts'
import { EXPORTS, findExport } from './index.ts'
import { unpackText } from './process.ts'
import type { WritingJob, WritingOutcome } from './process.ts'

/** The entry of the process that writes: one job in, one outcome out, and it ends. */
process.once('message', (message) => {
  void work(message as WritingJob).then((outcome) => process.send?.(outcome)) // sent by process.ts
})
process.once('disconnect', () => process.exit())

async function work(job: WritingJob): Promise<WritingOutcome> {
  const name = findExport(job.format)
  if (name === null) throw new Error(`There is no format ${job.format}`)
  try {
    const { format: _, papers, ...rest } = job
    const written = await EXPORTS[name].write({
      ...unpackText(rest),
      papers: papers.map(({ path, document }) => ({ path, document: unpackText(document) })),
    })
    const bytes = typeof written === 'string' ? new TextEncoder().encode(written) : written
    return { state: 'written', bytes }
  } catch (error) {
    // Anything else is a bug: it ends this process and is told of there.
    if (!(error instanceof Refusal)) throw error
    return { state: 'refused', code: error.code, message: error.message }
  }
}
