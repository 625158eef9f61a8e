import { readFile, realpath } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { hashOf } from '../storage/embedded/contents.ts'
import type { Disk } from '../storage/embedded/disk.ts'
import { replaceFile } from '../storage/embedded/disk.ts'
import { LOCK, MARKER, TAKEOVER } from '../storage/embedded/folder.ts'
import { lockFolder } from '../storage/embedded/lock.ts'
import { thisMachine } from '../storage/embedded/machine.ts'
import { nodeDisk } from '../storage/embedded/node-disk.ts'
import { CommandFailed } from './command.ts'
import type { Command } from './command.ts'
import { DATA_OPTION, dataFolderOf } from './data-folder.ts'
import { checkManifest, readManifest } from './manifest.ts'
import type { ListedFile, Manifest } from './manifest.ts'

export const restore: Command = {
  usage: 'restore BACKUP [--replace] [--data DATA_DIR]',
  about: 'Puts a backup into the data folder; the server has to be stopped.',
  words: 1,
  options: {
    replace: {
      type: 'boolean',
      about: 'also if the data folder is not empty; what is in it is kept aside',
    },
    data: DATA_OPTION,
  },
  async run(call) {
    const { words, options, io } = call
    const backup = resolve(words[0] ?? '')
    const folder = dataFolderOf(call)
    const manifest = await requireSound(backup, io.say)
    if (manifest === null) return 1

    await refuseInside(backup, folder)
    const before = await contentOf(folder)
    if (before.length > 0 && !options.has('replace')) {
      throw new CommandFailed(
        `The folder ${folder} is not empty. Nothing was changed. ` +
          'With --replace, what is in it is moved aside first.',
      )
    }
    await nodeDisk.makeFolder(folder)
    const lock = await lockFolder({
      disk: nodeDisk,
      folder,
      machine: thisMachine,
      patienceMs: 2500,
    })
    try {
      if (before.length > 0) {
        const aside = `${folder}/replaced-${io.now().toISOString().replace(/[:.]/g, '-')}`
        await moveAside({ folder, aside, names: before })
        io.say(`What was in the folder is kept in ${aside}; delete it when you no longer need it.`)
      }
      await copyFiles({ backup, folder, files: manifest.files })
    } finally {
      await lock.release()
    }
    io.say(`Restored ${manifest.files.length} files, as they were at ${manifest.madeAt}.`)
    return 0
  },
}

/** A backup that lies in the folder would be moved aside with everything else before it is read. */
async function refuseInside(backup: string, folder: string): Promise<void> {
  const [from, to] = await Promise.all([realPath(backup), realPath(folder)])
  if (from === to || from.startsWith(to + sep) || to.startsWith(from + sep)) {
    throw new CommandFailed(
      `The backup ${backup} and the folder ${folder} lie in one another. Nothing was changed. ` +
        'Move the backup elsewhere first.',
    )
  }
}

/** Without links on the way; as it is where there is nothing yet. */
async function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}

/** Null if there is something wrong with the backup, after saying what. */
async function requireSound(backup: string, say: (line: string) => void): Promise<Manifest | null> {
  const manifest = await readManifest(backup)
  if (manifest === null) {
    throw new CommandFailed(`${backup} is no finished backup: it has no list of checksums.`)
  }
  const problems =
    manifest === 'damaged'
      ? ['The list of checksums is damaged.']
      : await checkManifest(backup, manifest)
  for (const problem of problems) say(problem)
  if (problems.length > 0) say('The backup is damaged. Nothing was changed.')
  return manifest === 'damaged' || problems.length > 0 ? null : manifest
}

async function contentOf(folder: string): Promise<string[]> {
  const names = (await nodeDisk.list(folder)) ?? []
  return names.filter((name) => ![LOCK, TAKEOVER, 'lost+found'].includes(name))
}

/** The marker goes first and comes back last, so that half a restore is never taken for data. */
async function moveAside({
  folder,
  aside,
  names,
}: {
  folder: string
  aside: string
  names: string[]
}): Promise<void> {
  await nodeDisk.makeFolder(aside)
  const ordered = [...names].sort((one, other) => Number(other === MARKER) - Number(one === MARKER))
  for (const name of ordered) {
    if (!name.startsWith('replaced-'))
      await nodeDisk.rename(`${folder}/${name}`, `${aside}/${name}`)
  }
  await nodeDisk.syncFolder(aside)
  await nodeDisk.syncFolder(folder)
}

async function copyFiles({
  backup,
  folder,
  files,
}: {
  backup: string
  folder: string
  files: readonly ListedFile[]
}): Promise<void> {
  const disk: Disk = nodeDisk
  const folders = new Set<string>()
  const ordered = [...files].sort(
    (one, other) => Number(one.path === MARKER) - Number(other.path === MARKER),
  )
  for (const { path, sha256 } of ordered) {
    const bytes = await readFile(join(backup, path))
    if (hashOf(bytes) !== sha256)
      throw new CommandFailed(`The file ${path} changed while it was read.`)
    const place = `${folder}/${path}`
    await disk.makeFolder(dirname(place))
    for (let each = dirname(place); each !== folder; each = dirname(each)) folders.add(each)
    if (path === MARKER) for (const each of [...folders, folder]) await disk.syncFolder(each)
    await replaceFile(disk, place, bytes)
  }
}
