import { listDocuments } from '../../api.ts'
import { landingOf } from './landing.ts'

/** Goes to where somebody arrives who has just come in; the page starts anew with their seat. */
export async function arrive(): Promise<void> {
  try {
    location.assign(landingOf(await listDocuments()))
  } catch {
    location.assign('/') // the start page says what is wrong
  }
}
