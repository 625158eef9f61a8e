import { actionPlanByPriority } from './action-plan-by-priority.ts'
import { actionPlanByStandard } from './action-plan-by-standard.ts'
import { blank } from './blank.ts'
import { charter } from './charter.ts'
import { objectiveSheets } from './objective-sheets.ts'
import { partnerPlan } from './partner-plan.ts'
import { strategy } from './strategy.ts'
import type { Template } from './template.ts'

/** In the order they are offered. */
export const TEMPLATES: readonly Template[] = [
  strategy,
  actionPlanByPriority,
  actionPlanByStandard,
  objectiveSheets,
  partnerPlan,
  charter,
  blank,
]
