import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import { keepLists } from '../../../server/storage/kept-lists.ts'
import { describeStore } from '../../contracts/store.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

describeStore('embedded', async () => openEmbeddedStore({ folder: await makeTemporaryFolder() }))
describeStore('memory', async () => createMemoryStore())
describeStore('with lists that are kept', async () =>
  keepLists(createMemoryStore(), ['document', 'report', 'account']),
)
