import { encode } from 'uqr'
import type { Adoption, SharedValue } from '../../../shared/adoption.ts'
import { dayOf } from './days.ts'
import { escapeHtml } from './escape.ts'
import { writePage } from './public-pages.ts'

export interface Register {
  documentId: string
  charter: { title: string; number: string; values: readonly SharedValue[] }
  adoptions: readonly Adoption[]
  ended: number
}

/** Who has adopted a charter. */
export function writeRegister({ documentId, charter, adoptions, ended }: Register): string {
  const at = `/p/${documentId}`
  const rows = adoptions.map(
    ({ id, organisation, number, adoptedAt, until, wording, statement }) =>
      `<tr><th scope="row"><a href="${at}/adopted/${id}">${escapeHtml(organisation.name)}</a></th><td>${escapeHtml(number)}${number === charter.number ? '' : ' (an earlier version)'}</td><td>${dayOf(adoptedAt)}</td><td>${dayOf(until)}</td><td>${wording.length > 0 || statement !== '' ? 'Yes' : 'No'}</td></tr>`,
  )
  const table =
    rows.length === 0
      ? '<p>Nobody has adopted it yet.</p>'
      : `<div class="wide" role="region" tabindex="0" aria-label="Who has adopted it"><table><caption>${rows.length === 1 ? '1 organisation has' : `${rows.length} organisations have`} adopted it</caption><thead><tr><th scope="col">Organisation</th><th scope="col">Version</th><th scope="col">Since</th><th scope="col">Until</th><th scope="col">In its own words</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
  const over = ended === 0 ? '' : `<p class="attribution">Ended: ${ended}.</p>`
  return writePage(
    `Who has adopted: ${charter.title}`,
    `<p><a href="${at}/latest">Read the charter, version ${escapeHtml(charter.number)}</a></p>
${table}${over}
<p>Your organisation wants to? <a href="/adopt/${documentId}">Adopt it</a>: whoever has a seat here does it in some minutes.</p>`,
  )
}

/** The shared values, and beside each what it means to one organisation. */
export function writeAdoption({ documentId, charter }: Register, adoption: Adoption): string {
  const { id, organisation, statement, wording, number, adoptedAt, until } = adoption
  const at = `/p/${documentId}`
  const values = charter.values.map((value) => {
    const own = wording.find((each) => each.value === value.id)
    const ours =
      own === undefined
        ? ''
        : `<div class="callout"><p><strong>With us at ${escapeHtml(organisation.name)}</strong></p>${paragraphs(own.words)}</div>`
    return `<section><h2>${escapeHtml(value.heading)}</h2>\n${value.lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}${ours}</section>`
  })
  return writePage(
    `${charter.title}, adopted by ${organisation.name}`,
    `<p class="attribution">Since ${dayOf(adoptedAt)}, until ${dayOf(until)}. Version ${escapeHtml(number)}.</p>
${statement === '' ? '' : `<blockquote>${paragraphs(statement)}</blockquote>\n`}${values.join('\n')}
<p><a href="${at}/adopted/${id}/poster">A poster of it to print</a></p>
<p><a href="${at}/latest">The charter</a> · <a href="${at}/adopted">Who else has adopted it</a></p>`,
  )
}

/** One page for the wall: the values in short, and a code that leads to the rest. */
export function writePoster(
  { charter }: Register,
  { organisation, wording }: Adoption,
  address: string,
): string {
  const values = charter.values.map(({ id, heading, lines }) => {
    const own = wording.find(({ value }) => value === id)?.words.split('\n')[0]
    return `<li><strong>${escapeHtml(heading)}</strong><span>${escapeHtml(own ?? lines[0] ?? '')}</span></li>`
  })
  return writePage(
    charter.title,
    `<p class="poster-who">adopted by <strong>${escapeHtml(organisation.name)}</strong></p>
<ul class="poster-values">${values.join('\n')}</ul>
<div class="poster-foot">${drawCode(address)}<p>All of it, and what we promise:<br><strong>${escapeHtml(address.replace(/^https?:\/\//, ''))}</strong></p></div>`,
    { className: 'poster' },
  )
}

function paragraphs(words: string): string {
  return words
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('')
}

/** One path prints sharp at any size; the address stands beside it in words. */
function drawCode(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const cells = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return `<svg viewBox="0 0 ${size} ${size}" aria-hidden="true"><rect width="${size}" height="${size}" fill="#fff"/><path d="${cells.join('')}" fill="#000" shape-rendering="crispEdges"/></svg>`
}
