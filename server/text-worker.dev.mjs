// Starts the worker from its TypeScript source, in development and in tests: `--import tsx` does
// not reach worker threads.
import { register } from 'tsx/esm/api'

register()
await import('./text-worker.ts')
