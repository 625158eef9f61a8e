import { showToast } from '../../../components/toast.tsx'

/** Whether it went well; if not, the person is told why. */
export async function attempt(doing: Promise<unknown>): Promise<boolean> {
  try {
    await doing
    return true
  } catch (problem) {
    const words = problem instanceof Error ? problem.message : String(problem)
    showToast({ words, kind: 'problem' })
    return false
  }
}
