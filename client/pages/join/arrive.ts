import { listDocuments } from '../../api.ts'
import { landingOf } from './landing.ts'

/** Goes to where somebody arrives who has just come in; the page starts anew with their seat. */
export async function arrive(): Promise<void> {
  location.assign(await findLanding())
}

export async function findLanding(): Promise<string> {
  try {
    return landingOf(await listDocuments())
  } catch {
    return '/' // the start page says what is wrong
  }
}
