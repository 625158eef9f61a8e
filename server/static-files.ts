import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { contentSecurityPolicy } from './routes/security.ts'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

const NOT_BUILT = 'The pages are not built yet. Run npm run build, then start Folkmoot again.\n'

/** The page of young people is small and stands alone. */
const YOUNG_PAGE = /^\/y\/[A-Za-z0-9_-]{1,64}$/

/** The same page, with what a document needs asked for at once. */
const DOCUMENT_PAGE = /^\/documents\/[A-Za-z0-9_-]{1,64}$/

const PAGES = [
  /^\/$/,
  /^\/people$/,
  /^\/adopt\/[A-Za-z0-9_-]{1,64}$/,
  /^\/seat$/,
  /^\/update$/,
  /^\/audit$/,
  /^\/scripts$/,
  /^\/cover-template$/,
  /^\/documents\/[A-Za-z0-9_-]{1,64}\/decisions\/[A-Za-z0-9_-]{1,64}$/,
  /^\/directory$/,
  /^\/documents\/[A-Za-z0-9_-]{1,64}\/(report|asking|you-said|whats-changed|room|versions|approval|sign-up)$/,
  /^\/approvals$/,
  /^\/join$/,
  /^\/worried$/,
  /^\/consultations$/,
  /^\/safeguarding$/,
  /^\/back$/,
  /^\/youth-groups(\/[A-Za-z0-9_-]{1,64}\/poster\/[A-Za-z0-9_-]{1,64})?$/,
]

interface StaticFile {
  bytes: Buffer
  type: string
  etag: string
  /** The name holds a hash of the content, so it may be kept for ever. */
  isHashed: boolean
  /** Made when first asked for. */
  packed: Map<Encoding, Promise<Buffer>>
}

type Encoding = 'br' | 'gzip'

/** Null for a path that is no page of the client and no file of it. */
export type ServePage = (request: Request) => Promise<Response | null>

/**
 * The built client, read into memory once: a request is a look-up in a map and never touches a
 * path on the disk. Pages of the client get its index.html, with status 404 where it has no page,
 * and with a nonce of their own each time, so that nobody keeps them.
 */
export async function openStaticFiles(folder: string): Promise<ServePage> {
  const files = existsSync(folder) ? await readFolder(folder) : new Map<string, StaticFile>()
  const index = files.get('/index.html')
  if (index === undefined) return async () => new Response(NOT_BUILT, { status: 503 })

  const young = files.get('/young.html') ?? index
  const document = files.get('/document.html') ?? index

  return async (request) => {
    const { pathname } = new URL(request.url)
    const file = /^\/(index|young|document)\.html$/.test(pathname) ? undefined : files.get(pathname)
    if (file !== undefined) return answer(request, file, 200)
    if (YOUNG_PAGE.test(pathname)) return answerPage(request, young, 200)
    if (DOCUMENT_PAGE.test(pathname)) return answerPage(request, document, 200)
    if (PAGES.some((page) => page.test(pathname))) return answerPage(request, index, 200)
    const wantsPage = request.headers.get('accept')?.includes('text/html') === true
    return wantsPage ? answerPage(request, index, 404) : null
  }
}

/** Stands in index.html where the nonce of an answer goes: bundles.ts names it. */
const NONCE = /FOLKMOOT-NONCE/g

function answerPage(request: Request, index: StaticFile, status: number): Response {
  const nonce = randomBytes(16).toString('base64')
  const html = index.bytes.toString('utf8').replace(NONCE, nonce)
  const headers = {
    'content-length': String(Buffer.byteLength(html)),
    'content-type': index.type,
    'cache-control': 'no-store',
    'content-security-policy': contentSecurityPolicy(nonce),
  }
  return new Response(request.method === 'HEAD' ? null : html, { status, headers })
}

async function answer(request: Request, file: StaticFile, status: number): Promise<Response> {
  const headers = new Headers({
    'content-type': file.type,
    'cache-control': file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    etag: file.etag,
  })
  if (status === 200 && request.headers.get('if-none-match') === file.etag) {
    return new Response(null, { status: 304, headers })
  }
  const encoding = chooseEncoding(request.headers.get('accept-encoding') ?? '', file)
  if (encoding !== null) headers.set('content-encoding', encoding)
  const bytes = encoding === null ? file.bytes : await pack(file, encoding)
  headers.set('content-length', String(bytes.length))
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { status, headers })
}

function chooseEncoding(accepted: string, { type, bytes }: StaticFile): Encoding | null {
  if (bytes.length < 1000 || !/^text\/|json|svg/.test(type)) return null
  const names = accepted.split(',').map((each) => each.trim())
  if (names.includes('br')) return 'br'
  return names.some((name) => /^gzip(;|$)/.test(name)) ? 'gzip' : null
}

function pack(file: StaticFile, encoding: Encoding): Promise<Buffer> {
  const known = file.packed.get(encoding)
  if (known !== undefined) return known
  const made =
    encoding === 'gzip'
      ? promisify(gzip)(file.bytes, { level: 9 })
      : promisify(brotliCompress)(file.bytes, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 9,
            [constants.BROTLI_PARAM_SIZE_HINT]: file.bytes.length,
          },
        })
  file.packed.set(encoding, made)
  return made
}

async function readFolder(folder: string): Promise<Map<string, StaticFile>> {
  const files = new Map<string, StaticFile>()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const url = `/${relative(folder, path).split(sep).join('/')}`
    const bytes = await readFile(path)
    files.set(url, {
      bytes,
      type: TYPES[extname(path)] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      isHashed: url.startsWith('/assets/'),
      packed: new Map(),
    })
  }
  return files
}
