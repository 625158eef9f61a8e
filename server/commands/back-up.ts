import { dirname, resolve } from 'node:path'
import { replaceFile } from '../storage/embedded/disk.ts'
import { UnusableFolder, inspectFolder } from '../storage/embedded/folder.ts'
import { nodeDisk } from '../storage/embedded/node-disk.ts'
import { readWholeFolder } from '../storage/embedded/whole-folder.ts'
import { CommandFailed, WrongUse } from './command.ts'
import type { Command } from './command.ts'
import { DATA_OPTION, dataFolderOf } from './data-folder.ts'
import { MANIFEST, encodeManifest, listFile } from './manifest.ts'
import type { ListedFile } from './manifest.ts'

export const backUp: Command = {
  usage: 'backup --to FOLDER [--data DATA_DIR]',
  about: 'Copies everything into a new folder, with a list of checksums; the server may run.',
  words: 0,
  options: {
    to: { type: 'string', about: 'the folder to make; it has to be new or empty' },
    data: DATA_OPTION,
  },
  async run(call) {
    const { options, io } = call
    const to = options.find('to')
    if (to === null) throw new WrongUse('Please say where: backup --to FOLDER')
    const folder = dataFolderOf(call)
    const target = resolve(to)
    if (`${target}/`.startsWith(`${folder}/`)) {
      throw new CommandFailed('A backup cannot be made inside the data folder.')
    }
    if (((await nodeDisk.list(target)) ?? []).length > 0) {
      throw new CommandFailed(`The folder ${target} is not empty. Please name a new one.`)
    }
    if ((await inspectFolder(nodeDisk, folder)) === 'empty') {
      throw new UnusableFolder(`There is no Folkmoot data in ${folder}.`)
    }
    const madeAt = io.now().toISOString()
    const { files, problems } = await copyFolder(folder, target)
    // Last, so that a backup that was interrupted is not taken for one.
    await replaceFile(
      nodeDisk,
      `${target}/${MANIFEST}`,
      encodeManifest({ format: 1, madeAt, files }),
    )
    for (const problem of problems) io.say(problem)
    io.say(`Backed up to ${target}: ${files.length} files.`)
    return problems.length === 0 ? 0 : 1
  },
}

async function copyFolder(
  folder: string,
  target: string,
): Promise<{ files: ListedFile[]; problems: string[] }> {
  const files: ListedFile[] = []
  const problems: string[] = []
  const folders = new Set<string>([target])
  await nodeDisk.makeFolder(target)
  for await (const file of readWholeFolder(nodeDisk, folder)) {
    if ('problem' in file) {
      problems.push(file.problem)
      continue
    }
    const path = file.path.slice(folder.length + 1)
    const place = `${target}/${path}`
    await nodeDisk.makeFolder(dirname(place))
    await replaceFile(nodeDisk, place, file.bytes)
    for (let each = dirname(place); each !== target; each = dirname(each)) folders.add(each)
    files.push(listFile(path, file.bytes))
  }
  for (const each of folders) await nodeDisk.syncFolder(each)
  await nodeDisk.syncFolder(dirname(target))
  return { files, problems }
}
