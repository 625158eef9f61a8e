import { blank } from './blank.ts'
import type { Template } from './template.ts'

/** In the order they are offered. */
export const TEMPLATES: readonly Template[] = [blank]
