import type { ApprovalRoute } from '../../shared/approval.ts'
import type { VersionSummary } from '../../shared/api-versions.ts'
import type { CoverReportsResponse, CoverResponse } from '../../shared/cover/cover-report.ts'
import { DEFAULT_COVER_TEMPLATE } from '../../shared/cover/cover-template.ts'
import type { NodeJson } from '../../shared/schema/document-json.ts'
import { clause, p } from '../../shared/templates/blocks.ts'
import { startApproval } from './approval.ts'
import { read } from './at-door.ts'

export const RECOMMENDATIONS = [
  'To agree the plan for Northmere and its actions.',
  'The Youth council is asked to endorse the pledge.',
  'To note that money is needed for training.',
]

export const DETAILS = {
  title: 'Cover report: a plan for Northmere',
  body: 'The Executive',
  meeting: '2026-04-01',
  author: 'Petra Wick, involvement officer',
  contact: 'involvement@northmere.example',
}

/** An officer and a chair, and a cover report on its way. */
export async function startCover(template?: string) {
  const world = await startApproval(template)
  const { owner, chair, at } = world
  const version = await world.make('2.2')
  const writeReport = (about: VersionSummary, more: object = {}) =>
    owner.ask('POST', `${at}/cover-reports`, {
      version: about.id,
      hash: about.hash,
      ...DETAILS,
      ...more,
    })
  const { id: report } = await read<{ id: string }>(await writeReport(version))
  const coverAt = `/api/documents/${report}/cover`

  /** Puts these blocks in the place of all that stands under the heading. */
  const put = (key: string, ...blocks: NodeJson[]) =>
    world.live.edit(report, (body) => {
      const children = [...body.children]
      const start = children.findIndex(({ attrs }) => attrs['id'] === `cover-${key}`)
      const rest = children.slice(start + 1)
      const length = rest.findIndex(({ type }) => type.name === 'heading')
      const made = blocks.map((block, n) =>
        body.type.schema.nodeFromJSON({
          ...block,
          attrs: { ...block.attrs, id: `${key}-${n}` },
        }),
      )
      children.splice(start + 1, length < 0 ? rest.length : length, ...made)
      return body.type.create(body.attrs, children)
    })
  const describe = async (): Promise<CoverResponse> => read(await owner.ask('GET', coverAt))
  const submit = async (about: { id: string; hash: string } = version) =>
    owner.ask('POST', `${coverAt}/submission`, { version: about.id, hash: about.hash })
  const list = async (): Promise<CoverReportsResponse> =>
    read(await chair.ask('GET', `${at}/cover-reports`))
  return {
    ...world,
    version,
    report,
    coverAt,
    writeReport,
    put,
    reportIs: describe,
    submit,
    list,
    /** Writes in every part, and None under the implications. */
    async write() {
      for (const { key, isNeeded, isImplication } of DEFAULT_COVER_TEMPLATE.parts) {
        if (key === 'recommendations') {
          await put(
            key,
            p('The Executive is asked:'),
            ...RECOMMENDATIONS.map((each) => clause(each)),
          )
        } else if (isNeeded) {
          await put(key, p(isImplication ? 'None' : `Words about ${key}.`))
        }
      }
    },
    async submitWhole(): Promise<CoverResponse> {
      await this.write()
      return read(await submit())
    },
    decideEach(route: ApprovalRoute, { who = chair, step = 0, ...more }: DecideEach = {}) {
      const stepId = route.steps[step]?.id ?? 'none'
      const path = `${at}/versions/${route.version}/steps/${stepId}/recommendations`
      return who.ask('POST', path, { hash: route.hash, report, minute: 'Item 7', ...more })
    },
  }
}

interface DecideEach {
  who?: { ask(method: string, path: string, body?: unknown): Promise<Response> }
  step?: number
  reportHash?: string
  decisions?: object[]
}

export function agreedTo(recommendation: string, more: object = {}) {
  return {
    recommendation,
    outcome: 'agreed',
    amended: '',
    reason: '',
    alternatives: '',
    ...more,
  }
}
