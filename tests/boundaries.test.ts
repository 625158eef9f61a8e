import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Who may import whom. The first rule whose `from` fits a file decides; `may` lists the path
 * prefixes of our own files and `packages` the npm packages and Node modules it may import.
 */
const RULES: { from: string; may: string[]; packages: RegExp }[] = [
  {
    from: 'shared/',
    may: ['shared/'],
    packages: /^(diff|yjs|lib0\/.*|zod|@tiptap\/(core|pm\/model))$/,
  },
  {
    from: 'client/components/',
    may: ['client/components/', 'shared/'],
    packages: /^(react.*|wouter)$/,
  },
  {
    from: 'client/editor/',
    may: ['client/editor/', 'client/components/', 'shared/'],
    packages: /^(react.*|yjs|y-websocket|y-protocols\/.*|y-indexeddb|lib0\/.*|@tiptap\/.*)$/,
  },
  {
    from: 'client/',
    may: ['client/', 'shared/'],
    packages: /^(react.*|wouter|uqr|@fontsource.*|@simplewebauthn\/browser)$/,
  },
  {
    from: 'server/domain/',
    may: ['server/domain/', 'server/storage/store.ts', 'server/bus/bus.ts', 'shared/'],
    packages: /^(yjs|zod|@tiptap\/pm\/model|@simplewebauthn\/server|node:crypto)$/,
  },
  {
    from: 'server/routes/',
    may: [
      'server/routes/',
      'server/domain/',
      'server/imports/',
      'server/exports/',
      'server/comparing/',
      'server/work-queue.ts',
      'shared/',
    ],
    packages: /^(hono.*|zod)$/,
  },
  {
    from: 'server/sync/',
    may: [
      'server/sync/',
      'server/domain/',
      'server/storage/store.ts',
      'server/bus/bus.ts',
      'shared/',
    ],
    packages: /^(yjs|y-protocols\/.*|lib0\/.*|ws|zod|@tiptap\/pm\/model|node:.*)$/,
  },
  {
    from: 'server/imports/',
    may: ['server/imports/', 'server/work-queue.ts', 'server/worker.ts', 'shared/'],
    packages: /^(node:.*|saxes|yauzl|zod|@tiptap\/pm\/model)$/,
  },
  {
    from: 'server/comparing/',
    may: ['server/comparing/', 'server/work-queue.ts', 'server/worker.ts', 'shared/'],
    packages: /^node:worker_threads$/,
  },
  {
    from: 'server/exports/',
    may: ['server/exports/', 'server/work-queue.ts', 'shared/'],
    packages:
      /^(node:.*|@tiptap\/pm\/model|write-excel-file\/node|docx|fflate|uqr|@myriaddreamin\/typst-ts-node-compiler)$/,
  },
  {
    from: 'server/storage/embedded/',
    may: ['server/storage/embedded/', 'server/storage/store.ts', 'shared/'],
    packages: /^(node:.*|lowdb.*|zod)$/,
  },
  { from: 'server/storage/', may: ['server/storage/store.ts', 'shared/'], packages: /^$/ },
  { from: 'server/mail/', may: ['server/mail/', 'server/domain/'], packages: /^nodemailer$/ },
  {
    from: 'server/council/',
    may: ['server/council/', 'server/domain/'],
    packages: /^openid-client$/,
  },
  { from: 'server/bus/', may: ['server/bus/bus.ts', 'shared/'], packages: /^$/ },
  {
    from: 'server/app.ts',
    may: [
      'server/routes/',
      'server/sync/',
      'server/domain/',
      'server/config.ts',
      'server/storage/store.ts',
      'server/bus/bus.ts',
      'shared/',
    ],
    packages: /^(node:.*|hono.*|@hono\/.*)$/,
  },
  {
    from: 'server/rehearsal.ts',
    may: ['server/', 'shared/'],
    packages: /^(node:.*|ws|yjs|lib0\/.*)$/,
  },
  {
    from: 'server/',
    may: ['server/', 'shared/'],
    packages: /^(node:.*|hono.*|@hono\/.*|ws|vite|zod|yjs)$/,
  },
]

const root = dirname(import.meta.dirname)
const files = ['shared', 'client', 'server'].flatMap((folder) => sources(join(root, folder)))

describe('import rules', () => {
  it('covers every source file', () => {
    expect(files.length).toBeGreaterThan(20)
  })

  it.each(files)('%s imports only what its place allows', (file) => {
    const rule = RULES.find((each) => file.startsWith(each.from))
    const refused = importsOf(file).filter((target) => {
      if (rule === undefined) return true
      if (/\.css(\?.*)?$/.test(target)) return !file.startsWith('client/')
      const isOwn = target.startsWith('./') || target.startsWith('../')
      if (!isOwn) return !rule.packages.test(target)
      const path = normalize(join(dirname(file), target))
      return !rule.may.some((prefix) => path.startsWith(prefix))
    })
    expect(refused).toEqual([])
  })

  it('keeps shared pure: no clock, no randomness, no console', () => {
    const impure = files.filter(
      (file) =>
        file.startsWith('shared/') &&
        /Date\.now|new Date\(\)|Math\.random|crypto\.|console\.|process\.|window\.|document\.(query|create|get)/.test(
          readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
        ),
    )
    expect(impure).toEqual([])
  })
})

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.(ts|tsx)$/.test(entry.name) ? [relative(root, path).replaceAll('\\', '/')] : []
  })
}

function importsOf(file: string): string[] {
  const code = readFileSync(join(root, file), 'utf8')
  const found = code.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g,
  )
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}
