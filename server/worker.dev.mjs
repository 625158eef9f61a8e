// Starts a worker from its TypeScript source, in development and in tests: `--import tsx` does
// not reach worker threads. The argument is the file of the worker.
import { register } from 'tsx/esm/api'

register()
await import(process.argv.at(-1))
