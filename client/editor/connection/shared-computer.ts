import { readSetting, writeSetting } from '../../components/device-setting.ts'
import { forgetDevice } from './device-copy.ts'

/** On a computer that others use as well nothing of documents is kept, and what is goes. */

const SHARED = 'folkmoot.shared-computer'

/** Notes whether whoever is in said so when they came in. */
export async function noteSharedComputer(isShared: boolean): Promise<void> {
  if (isShared && !isSharedComputer()) await forgetDevice()
  writeSetting(SHARED, isShared ? 'yes' : 'no')
}

export function isSharedComputer(): boolean {
  return readSetting(SHARED) === 'yes'
}

/** Nobody is in any more. Where others use this computer, the last one's documents go. */
export async function clearSharedComputer(): Promise<void> {
  if (!isSharedComputer()) return
  await forgetDevice()
  writeSetting(SHARED, 'no')
}
