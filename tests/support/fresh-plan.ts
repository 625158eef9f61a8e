import type { APIRequestContext } from 'playwright-core'

/** Of the plan that freshPlan makes. */
export const FRESH_PLAN = 'A plan for the valley'

/** Copies the plan of the demo, without what happened with it; answers the id of the copy. */
export async function freshPlan(request: APIRequestContext, server: string): Promise<string> {
  const documents = await ask('documents')
  const demo = documents.find(
    ({ title }: { title: string }) => title === 'Heard in Merrowdale: action plan',
  )
  const { versions } = await ask(`documents/${demo?.id}/versions`)
  const path = `documents/${demo?.id}/versions/${versions.at(-1)?.id}/copy`
  const copied = await request.post(`${server}/api/${path}`, { data: { title: FRESH_PLAN } })
  return ((await copied.json()) as { id: string }).id // our own server wrote it

  async function ask(what: string) {
    return (await request.get(`${server}/api/${what}`)).json()
  }
}
