import { expect, it } from 'vitest'
import { withoutHandlers } from '../../../client/editor/pasted-html.ts'

it('[SF27] what would run on a press or a load is taken out of pasted tags, and no words are', () => {
  const said: [before: string, after: string][] = [
    ['<p onclick="a()" class="x">On = off</p>', '<p  class="x">On = off</p>'],
    ["<img src=x onerror='a()'>", '<img src=x >'],
    ['<svg/onload=a()>', '<svg/>'],
    ['<a href="/online=1">x onclick=y</a>', '<a href="/online=1">x onclick=y</a>'],
    ['&lt;img onerror=a()&gt;', '&lt;img onerror=a()&gt;'],
  ]
  for (const [before, after] of said) expect(withoutHandlers(before)).toBe(after)
})
