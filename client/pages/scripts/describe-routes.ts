import type { ApiDescription } from '../../api-seats.ts'

export interface RouteInWords {
  method: string
  path: string
  about: string
  /** Fields and parameters by name. */
  takes: string[]
  isForScripts: boolean
}

const SUBJECTS: Record<string, string> = {
  documents: 'Documents',
  trash: 'Documents',
  imports: 'Documents',
  templates: 'Documents',
  images: 'Pictures',
  contents: 'Pictures',
  directory: 'Directory',
  accounts: 'People',
  me: 'Your own seat',
  audit: 'Audit log',
  'sign-in': 'Signing in and out',
  'sign-out': 'Signing in and out',
  links: 'Signing in and out',
}

/** The description for programs, by subject, for people. */
export function describeRoutes(api: ApiDescription): { subject: string; routes: RouteInWords[] }[] {
  const groups = new Map<string, RouteInWords[]>()
  for (const [path, methods] of Object.entries(api.paths)) {
    const subject = SUBJECTS[path.split('/')[2] ?? ''] ?? 'Everything else'
    for (const [method, route] of Object.entries(methods)) {
      const content = Object.values(route.requestBody?.content ?? {})[0]
      const inBody = Object.keys(content?.schema?.properties ?? {})
      const isFile = content !== undefined && content.schema === undefined
      const inQuery = route.parameters
        .filter((each) => each.in === 'query')
        .map(({ name, description }) => `?${name} (${description ?? ''})`)
      const made: RouteInWords = {
        method: method.toUpperCase(),
        path,
        about: route.summary,
        takes: [...inQuery, ...(isFile ? ['the bytes of a file'] : inBody)],
        isForScripts: route['x-for-scripts'],
      }
      groups.set(subject, [...(groups.get(subject) ?? []), made])
    }
  }
  const order = [...new Set(Object.values(SUBJECTS)), 'Everything else']
  return order.flatMap((subject) => {
    const routes = groups.get(subject)
    return routes === undefined ? [] : [{ subject, routes }]
  })
}
