import { wordsOfDate } from '../reading/edtf.ts'

/** "8 June 2009", of a day or a moment in UTC. */
export function dayInPlainWords(day: string): string {
  return wordsOfDate(day.slice(0, 10))
}
