import { actionPlanByPriority } from './action-plan-by-priority.ts'
import { blank } from './blank.ts'
import { charter } from './charter.ts'
import { strategy } from './strategy.ts'
import type { Template } from './template.ts'

/** In the order they are offered. */
export const TEMPLATES: readonly Template[] = [strategy, actionPlanByPriority, charter, blank]
