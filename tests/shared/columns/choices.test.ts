import { describe, expect, it } from 'vitest'
import { choicesOf, isSeveral, readChoices } from '../../../shared/columns/choices.ts'
import { FRAMEWORKS } from '../../../shared/columns/frameworks.ts'

const hearByRight = FRAMEWORKS.hearByRight.standards

function keysIn(text: string, choices = choicesOf({ kind: 'standard', choices: '' })) {
  return readChoices(text, choices ?? []).chosen.map(({ key }) => key)
}

describe('choices of a column', () => {
  it.each([
    ['Shared Values', ['values']],
    ['1. Shared values', ['values']],
    ['Standard 7: Leadership', ['style']],
    ['style of leadership.', ['style']],
    ['Skills & knowledge', ['skills']],
    ['Strategy; Systems\n2. strategy', ['strategy', 'systems']],
    ['It’s your choice', []],
  ])('[AT2] “%s” is read as %j', (text, keys) => {
    expect(keysIn(text)).toEqual(keys)
  })

  it('[AT2] tells the words that are no choice', () => {
    expect(readChoices('Systems, Kindness', hearByRight)).toEqual({
      chosen: [hearByRight[3]],
      unknown: ['Kindness'],
    })
  })

  it('[AT2] an own list goes before what is usual, and a framework can be chosen', () => {
    const own = choicesOf({ kind: 'status', choices: 'Begun\n\nEnded\nBegun' })
    expect(own?.map(({ label }) => label)).toEqual(['Begun', 'Ended'])
    expect(
      keysIn('it’s YOUR choice', choicesOf({ kind: 'text', choices: 'participationStandards' })),
    ).toEqual(['choice'])
    expect(keysIn('green', choicesOf({ kind: 'status', choices: '' }))).toEqual(['onTrack'])
    expect(choicesOf({ kind: 'text', choices: '' })).toBeNull()
    expect([isSeveral({ kind: 'standard' }), isSeveral({ kind: 'status' })]).toEqual([true, false])
  })
})
