import { resolve } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

/**
 * Which files the client comes in. Left to itself, the build makes a file of each set of modules that
 * the same pages need: dozens of a few hundred bytes each, and a browser asks for six at a time. What
 * every page needs comes in few files instead, and what a document needs is asked for with its page.
 */

const inClient = (path: string) => resolve(import.meta.dirname, 'client', path)
const FIRST = inClient('main.tsx')
const YOUNG = inClient('young/main.tsx')
const DOCUMENT = inClient('pages/document/document-page.tsx')
/** Replaced in each answer: see server/static-files.ts. */
export const NONCE = 'FOLKMOOT-NONCE'
/** Smaller files are joined with one that nearly the same pages need, in bytes before packing. */
const SMALL = 12_000

interface Needs {
  first: ReadonlySet<string>
  young: ReadonlySet<string>
  /** With what is fetched when it is gone to. */
  youngAtMost: ReadonlySet<string>
}

let known: { of: Rolldown.ChunkingContext; needs: Needs } | null = null

function needsOf(context: Rolldown.ChunkingContext): Needs {
  if (known?.of === context) return known.needs
  const closure = (entry: string, { isLazy = false } = {}): ReadonlySet<string> => {
    const found = new Set([entry])
    for (const id of found) {
      const module = context.getModuleInfo(id)
      for (const each of module?.importedIds ?? []) found.add(each)
      if (isLazy) for (const each of module?.dynamicallyImportedIds ?? []) found.add(each)
    }
    return found
  }
  const needs = {
    first: closure(FIRST),
    young: closure(YOUNG),
    youngAtMost: closure(YOUNG, { isLazy: true }),
  }
  known = { of: context, needs }
  return needs
}

export const bundles: Rolldown.CodeSplittingOptions = {
  // Nothing in `base` needs anything of `pages`, so neither runs before what it stands on.
  includeDependenciesRecursively: false,
  groups: [
    {
      debugName: 'base',
      name: (id, context) => {
        const { first, young } = needsOf(context)
        // The build adds the helper to whatever fetches something later.
        const isBase = (first.has(id) && young.has(id)) || id.includes('preload-helper')
        return isBase ? 'base' : null
      },
      priority: 1,
    },
    {
      debugName: 'pages',
      name: (id, context) => {
        const { first, youngAtMost } = needsOf(context)
        return first.has(id) && !youngAtMost.has(id) ? 'pages' : null
      },
      entriesAware: true,
      entriesAwareMergeThreshold: SMALL,
    },
  ],
}

/** `pages~index~directory-page…` is named after its group alone. */
export function chunkFileNames({ name }: { name: string }): string {
  return `assets/${shortName(name)}-[hash].js`
}

export function assetFileNames({ names }: { names: readonly string[] }): string {
  return `assets/${shortName(names[0] ?? 'file')}-[hash][extname]`
}

function shortName(name: string): string {
  return name.replace(/\.[^.]*$/, '').replace(/~.*/, '')
}

/**
 * document.html is index.html with what the page of a document needs asked for at once, instead of
 * after the first screen has come and run.
 */
export function documentHtml(): Plugin {
  return {
    name: 'folkmoot:document-html',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const index = bundle['index.html']
      if (index?.type !== 'asset') return
      const html = String(index.source)
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk')
      const page = chunks.find(({ moduleIds }) => moduleIds.includes(DOCUMENT))
      if (page === undefined) throw new Error('The page of a document is not a file of its own')
      const wanted = new Set([page.fileName])
      for (const name of wanted) {
        const chunk = bundle[name]
        if (chunk?.type === 'chunk') for (const each of chunk.imports) wanted.add(each)
      }
      const styles = [...wanted].flatMap((name) => {
        const chunk = bundle[name]
        return chunk?.type === 'chunk' ? [...(chunk.viteMetadata?.importedCss ?? [])] : []
      })
      const links = [...wanted, ...styles]
        .filter((name) => !html.includes(`"/${name}"`))
        .map((name) => {
          const rel = name.endsWith('.css') ? 'stylesheet' : 'modulepreload'
          return `    <link rel="${rel}" crossorigin href="/${name}" nonce="${NONCE}">\n`
        })
      // Who is there is asked by the first screen; its answer has come by the time it runs.
      links.unshift('    <link rel="preload" as="fetch" crossorigin href="/api/me">\n')
      const source = html.replace('  </head>', `${links.join('')}  </head>`)
      this.emitFile({ type: 'asset', fileName: 'document.html', source })
    },
  }
}
