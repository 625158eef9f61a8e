export { peopleHere, placeOf, presencePlugin } from './presence.ts'
export type { PersonHere } from './presence.ts'
