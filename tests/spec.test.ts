import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

it('every rule of docs/SPEC.md has a test that carries its number, and the other way round', () => {
  const rules = idsIn(
    readFileSync(join(root, 'docs/SPEC.md'), 'utf8'),
    /^- \*\*([A-Z]{2}\d+)\*\*/gm,
  )
  const tested = new Set(
    testFiles(import.meta.dirname).flatMap((file) => [
      ...idsIn(readFileSync(file, 'utf8'), /\[([A-Z]{2}\d+)\]/g),
    ]),
  )
  expect({
    withoutTest: [...rules].filter((id) => !tested.has(id)),
    withoutRule: [...tested].filter((id) => !rules.has(id)),
  }).toEqual({ withoutTest: [], withoutRule: [] })
})

function idsIn(text: string, pattern: RegExp): Set<string> {
  return new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))
}

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return testFiles(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}
