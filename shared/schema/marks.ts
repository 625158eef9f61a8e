import { Mark } from '@tiptap/core'

const SAFE_LINK = /^(https?:\/\/|mailto:|tel:|#|\/documents\/[0-9a-z]{16}(?:[?#]|$))/i

/**
 * Only schemes that cannot run anything: http, https, mailto, tel, places in this document, and
 * other documents of this partnership.
 */
export function isSafeLink(href: unknown): href is string {
  return typeof href === 'string' && href.length <= 2048 && SAFE_LINK.test(href.trim())
}

export const bold = simpleMark('bold', 'strong', [{ tag: 'strong' }, { tag: 'b' }])
export const italic = simpleMark('italic', 'em', [{ tag: 'em' }, { tag: 'i' }])
export const underline = simpleMark('underline', 'u', [{ tag: 'u' }])
export const strike = simpleMark('strike', 's', [{ tag: 's' }, { tag: 'del' }])
export const superscript = simpleMark('superscript', 'sup', [{ tag: 'sup' }])
export const subscript = simpleMark('subscript', 'sub', [{ tag: 'sub' }])

export const link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => (isSafeLink(element.getAttribute('href')) ? null : false),
    },
  ],
  renderHTML: ({ HTMLAttributes: { href } }) =>
    isSafeLink(href) ? ['a', { href, rel: 'noopener nofollow' }, 0] : ['span', 0],
})

function simpleMark(name: string, tag: string, rules: { tag: string }[]) {
  return Mark.create({ name, parseHTML: () => rules, renderHTML: () => [tag, 0] })
}
