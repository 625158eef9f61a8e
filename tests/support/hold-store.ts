import { openEmbeddedStore } from '../../server/storage/embedded/store.ts'

/** A process that opens the data folder it is given, says so, and stays until it is killed. */
const [folder = ''] = process.argv.slice(2)
try {
  const store = await openEmbeddedStore({ folder })
  await store.updates.create('held', Uint8Array.of(1))
  process.stdout.write('open\n')
  setInterval(() => store.updates.append('held', Uint8Array.of(2)), 5)
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
