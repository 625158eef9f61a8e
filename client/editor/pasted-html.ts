/**
 * Web pages without what would run on a press or a load. Nothing that is pasted runs whatever stands
 * in it: it is read apart from the page, and only what the schema knows gets in. But a browser
 * reports each such attribute as an attack as soon as it reads it.
 */
export function withoutHandlers(html: string): string {
  return html.replace(TAG, (tag) =>
    tag.replace(VALUE_OR_HANDLER, (found) => (/^["']/.test(found) ? found : '')),
  )
}

/** A tag is over where the next one begins: however long what is pasted, each sign is read once. */
const TAG = /<[a-z][^<>]*>/gi
const VALUE_OR_HANDLER = /"[^"]*"|'[^']*'|(?<=[\s/"'])on[a-z]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*)/gi
