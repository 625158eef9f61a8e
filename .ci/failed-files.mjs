// The test files that failed, of a report by vitest's json reporter; exits with 1 if there are none
// to name, as when something failed outside of every test.
import { readFileSync } from 'node:fs'

const { testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const failed = testResults.filter(({ status }) => status === 'failed').map(({ name }) => name)
if (failed.length === 0) process.exit(1)
console.log(failed.join('\n'))
