// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { POSTINGS, TYPED, forgetPostings } from '../../../client/comments/forget-postings.ts'

it('[AP22] what waits in forms and comments leaves with whoever signs out, and nothing else', () => {
  sessionStorage.setItem(`${TYPED}seat decide words`, '"Words"')
  localStorage.setItem(`${POSTINGS}seat`, '[]')
  sessionStorage.setItem('other', 'stays')
  forgetPostings()
  expect(Object.keys(sessionStorage)).toEqual(['other'])
  expect(Object.keys(localStorage)).toEqual([])
})
