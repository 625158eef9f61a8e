import type { Node } from '@tiptap/pm/model'
import { may } from '../../shared/access.ts'
import type { Thread } from '../../shared/comments/thread.ts'
import type { PlanProgress } from '../../shared/plan-file/plan-progress.ts'
import { Refusal } from '../../shared/refusals.ts'
import { labelInPrint } from '../../shared/versions.ts'
import { bodyFromJson } from './body.ts'
import type { Context } from './context.ts'
import { readProgress } from './delivery-record.ts'
import { sharingOf } from './document-record.ts'
import { readBody, requireDocument } from './documents.ts'
import { findImage } from './images.ts'
import { listThreads } from './threads.ts'
import { findVersions, noVersion } from './version-record.ts'
import type { StoredVersion } from './version-record.ts'
import { getVersion } from './versions.ts'

/** A document with everything it needs to leave in any format. */
export interface DocumentToExport {
  title: string
  body: Node
  label: string | null
  date: string
  pictures: Map<string, Uint8Array>
  threads: Thread[]
  since: { label: string; body: Node } | null
  /** How its actions get on: beside the live text, and no part of a version. */
  progress?: PlanProgress | null
  attachments: Map<string, Uint8Array>
}

export interface GatherOptions {
  /** The id or the number of a version; null: the text as it is now. */
  version?: string | null
  /** The id or number of an earlier version: what changed since is shown. */
  since?: string | null
  /** With the comments this seat may see; only of the text as it is now. */
  hasComments?: boolean
  /** With everything else that is kept: the versions as they were frozen. */
  isPack?: boolean
}

/** All pictures of one file together: beyond it, the rest is described in words. */
const PICTURE_BYTES = 64 * 1024 * 1024
/** All versions of one pack together. */
const PACK_BYTES = 64 * 1024 * 1024

/**
 * The text as it is now, or as a version froze it, with its pictures.
 *
 * @throws {Refusal} `not_found`; `damaged` if a byte of a version has changed; `invalid` for comments
 * on a version.
 */
export async function gatherDocument(
  ctx: Context,
  id: string,
  { version = null, since = null, hasComments = false, isPack = false }: GatherOptions = {},
): Promise<DocumentToExport> {
  if (version !== null && hasComments) {
    throw new Refusal('invalid', 'Comments leave with the text as it is now, not with a version.')
  }
  const on = { sharing: sharingOf(await requireDocument(ctx, id)), now: ctx.now() }
  const seesVersions = may(ctx.seat, 'seeVersions', on)
  const isDenied =
    ((version !== null || since !== null) && !seesVersions) ||
    (hasComments && !may(ctx.seat, 'readComments', on))
  // A script's token may be for taking out the text and for nothing else.
  if (isDenied) {
    throw new Refusal('forbidden', 'Your seat does not allow this.')
  }
  const text = version === null ? await liveText(ctx, id) : await frozenText(ctx, id, version)
  return {
    ...text,
    pictures: await gatherPictures(ctx, text.body),
    threads: hasComments ? (await listThreads(ctx, id)).threads : [],
    since: since === null ? null : await earlierText(ctx, id, since),
    progress: version === null ? await readProgress(ctx, id) : null,
    attachments:
      isPack && seesVersions ? await gatherVersions(ctx, id) : new Map<string, Uint8Array>(),
  }
}

type Text = Pick<DocumentToExport, 'title' | 'body' | 'label' | 'date'>

async function liveText(ctx: Context, id: string): Promise<Text> {
  const { title } = (await requireDocument(ctx, id)).record
  const body = await readBody(ctx, id)
  return { title, body, label: null, date: ctx.now().toISOString().slice(0, 10) }
}

async function frozenText(ctx: Context, id: string, wanted: string): Promise<Text> {
  await requireDocument(ctx, id)
  const { versions } = await findVersions(ctx.store, id)
  const found = versions.find((each) => each.id === wanted || each.number === wanted)
  if (found === undefined) throw noVersion()
  const { frozen } = await getVersion(ctx, id, found.id)
  const body = bodyFromJson(frozen.body, ctx.newId)
  return { title: frozen.title, body, label: labelInPrint(frozen), date: frozen.date }
}

async function earlierText(ctx: Context, id: string, wanted: string) {
  const { body, label } = await frozenText(ctx, id, wanted)
  return { body, label: label ?? '' }
}

/** Each version as it was frozen: these very bytes have the hash that approvals hold on to. */
async function gatherVersions(ctx: Context, id: string): Promise<Map<string, Uint8Array>> {
  const { versions } = await findVersions(ctx.store, id)
  const gathered = new Map<string, Uint8Array>()
  let room = PACK_BYTES
  for (const version of versions.toReversed()) {
    const bytes = await ctx.store.contents.read(version.hash)
    if (bytes === null || bytes.length > room) continue
    room -= bytes.length
    gathered.set(`versions/${nameOf(version)}.json`, bytes)
  }
  return gathered
}

function nameOf({ number, withdrawn }: StoredVersion): string {
  return withdrawn === null ? number : `${number}-withdrawn`
}

/** The pictures a text shows, by SHA-256; what is not kept, or is no picture, is left out. */
export async function gatherPictures(
  ctx: Pick<Context, 'store'>,
  body: Node,
): Promise<Map<string, Uint8Array>> {
  const wanted = new Set<string>()
  body.descendants((node) => {
    if (node.type.name === 'image') wanted.add(String(node.attrs['content']))
  })
  const pictures = new Map<string, Uint8Array>()
  let room = PICTURE_BYTES
  for (const hash of wanted) {
    const image = await findImage(ctx, hash)
    if (image === null || image.bytes.length > room) continue
    room -= image.bytes.length
    pictures.set(hash, image.bytes)
  }
  return pictures
}
