import { describe, expect, it } from 'vitest'
import { contactLine, keyEntries, membershipTable } from '../../../shared/directory/blocks.ts'
import { asReadingDirectory } from '../../../shared/directory/reading-directory.ts'
import { nestGroups } from '../../../shared/directory/nesting.ts'
import { groupsIn } from '../../../shared/directory/model.ts'
import { readLeads } from '../../../shared/reading/leads.ts'
import { initialsOf } from '../../../shared/reading/key.ts'
import { demoDirectory } from '../../../shared/templates/demo/directory.ts'
import { directory, group, membership, organisation, person } from '../../support/directory.ts'

const who = directory(
  organisation('Youth Service', { champion: 'Tomas Birk' }),
  organisation('Dale Buses'),
  person('Petra Wick', {
    initials: 'PW',
    title: 'Participation Officer',
    aliases: ['PO'],
    organisation: 'Youth Service',
    email: 'petra@example.org',
  }),
  person('Tomas Birk', { initials: 'TB', email: 'tomas@example.org' }),
  person('Ruth Calder', { initials: 'RC', title: 'Adviser' }),
  group('Working group', {
    members: [
      membership('Tomas Birk', { role: 'representing', representing: 'the valley' }),
      membership('gone'),
      membership('Petra Wick', { role: 'chair' }),
      membership('Ruth Calder', { organisation: 'Dale Buses' }),
    ],
  }),
  group('Merrowdale Youth Forum', { kind: 'youth', aliases: ['MYF'] }),
  group('All partners', { kind: 'everyPartner' }),
)

describe('a membership list', () => {
  it('[DI14] has chairs first, and says role, title and service of each member', () => {
    expect(membershipTable(who, 'Working group', { isPublic: false })).toEqual({
      caption: 'Working group',
      headings: ['Member', 'Role', 'Service', 'E-mail address'],
      rows: [
        ['Petra Wick', 'Chair', 'Participation Officer, Youth Service', 'petra@example.org'],
        ['Tomas Birk', 'Representing the valley', '', 'tomas@example.org'],
        ['Ruth Calder', '', 'Adviser, Dale Buses', ''],
      ],
    })
  })

  it('[DI14] has no e-mail address anywhere in what the public sees', () => {
    const shown = membershipTable(who, 'Working group', { isPublic: true })
    expect(shown?.headings).toEqual(['Member', 'Role', 'Service'])
    expect(JSON.stringify(shown)).not.toContain('@')
  })

  it('[DI14] of “every partner” lists the organisations with their champions', () => {
    expect(membershipTable(who, 'All partners', { isPublic: true })?.rows).toEqual([
      ['Tomas Birk', 'Champion', 'Youth Service'],
      ['To be named', 'Champion', 'Dale Buses'],
    ])
  })

  it('[DI14] there is none of a group that is not there', () => {
    expect(membershipTable(who, 'gone', { isPublic: true })).toBeNull()
    expect(membershipTable(who, 'Petra Wick', { isPublic: true })).toBeNull()
  })
})

describe('a contact line', () => {
  it('[DI36] names a post and a mailbox of an organisation, never a person', () => {
    const contact = { contactRole: 'Participation team', contactMailbox: 'voice@example.org' }
    const council = organisation('Council', { ...contact, champion: 'Petra Wick' })
    const all = directory(council, person('Petra Wick', { email: 'petra@example.org' }))
    expect(contactLine(all, 'Council')).toBe('Participation team, voice@example.org')
    expect(contactLine(who, 'Dale Buses')).toBeNull()
    expect(contactLine(all, 'Petra Wick')).toBeNull()
  })
})

describe('a key', () => {
  it('[DI15] explains each letters once, in their order, people and bodies alike', () => {
    expect(keyEntries(who, ['TB', 'MYF', 'pw', 'PO', 'P.W.', ''])).toEqual([
      { state: 'known', initials: 'MYF', name: 'Merrowdale Youth Forum', about: '' },
      known('PO'),
      known('PW'),
      { state: 'known', initials: 'TB', name: 'Tomas Birk', about: '' },
    ])
  })

  it('[DI15] says which letters stand for several, and which for nobody', () => {
    const two = directory(...who.entries, person('Priya Weir', { initials: 'PW' }))
    expect(keyEntries(two, ['PW', 'RCA', 'QX'])).toEqual([
      { state: 'ambiguous', initials: 'PW', names: ['Petra Wick', 'Priya Weir'] },
      { state: 'unknown', initials: 'QX', suggestion: null },
      { state: 'unknown', initials: 'RCA', suggestion: null },
    ])
    const one = directory(person('Petra Jane Wick', { initials: 'PW' }))
    expect(keyEntries(one, ['PJW'])).toEqual([
      { state: 'unknown', initials: 'PJW', suggestion: 'Petra Jane Wick' },
    ])
  })

  it('[DI7] initials are proposed from the name', () => {
    expect(['Petra Wick', 'Dr Ann van der Berg', 'Siân Lloyd-Hughes', ''].map(initialsOf)).toEqual([
      'PW',
      'AB',
      'SL',
      '',
    ])
  })
})

describe('the directory for readers of lead cells', () => {
  it('[DI13] names people, bodies and every partner as they were written', () => {
    const reading = asReadingDirectory(who)
    const [line] = readLeads('PW / MYF / All partners / Dale Buses', reading)
    expect(line?.parties.map(({ known }) => known)).toEqual([
      { kind: 'person', name: 'Petra Wick', id: 'Petra Wick' },
      { kind: 'group', name: 'Merrowdale Youth Forum', id: 'Merrowdale Youth Forum' },
      { kind: 'group', name: 'All partners', id: 'All partners', isEveryPartner: true },
      { kind: 'organisation', name: 'Dale Buses', id: 'Dale Buses' },
    ])
    expect(asReadingDirectory(who)).toBe(reading)
  })

  it('[DI13] a title that several people have is a role, and names none of them', () => {
    const reading = asReadingDirectory(
      directory(person('A B', { title: 'Youth worker' }), person('C D', { title: 'Youth Worker' })),
    )
    expect(readLeads('Youth worker', reading)[0]?.parties[0]?.known).toMatchObject({ kind: 'role' })
  })

  it('[DI27] knows almost everybody whom the demo action plan names', () => {
    const reading = asReadingDirectory(directory(...demoDirectory()))
    const leads = ['PO', 'Youth Service / MVH', 'All partners', 'Web Team', 'Policy Officer / MVH']
    leads.push('PCG / Early Help', 'Transport Officer', 'Finance / PO', 'HR / PO', 'Carers Trust')
    leads.push('Road Safety Team / Nether Merrow Primary School', 'PO / Canal Chaplain')
    leads.push('Learning and Development / MYF', 'Chief officers', 'Participation Officer')
    leads.push('Youth Service / Merrowdale Community Foundation')
    const unknown = leads.flatMap((cell) =>
      readLeads(cell, reading)
        .flatMap(({ parties }) => parties)
        .filter(({ state }) => state !== 'known')
        .map(({ text }) => text),
    )
    expect(unknown).toEqual([])
  })
})

describe('nested groups', () => {
  it('[DI28] stand below the group they are part of, by name', () => {
    const groups = groupsIn(
      directory(
        group('Zebra'),
        group('Board'),
        group('Sub b', { parent: 'Board' }),
        group('Sub a', { parent: 'Board' }),
        group('Inner', { parent: 'Sub a' }),
        group('Orphan', { parent: 'gone' }),
      ),
    )
    expect(nestGroups(groups).map(({ group, depth }) => `${depth} ${group.name}`)).toEqual([
      '0 Board',
      '1 Sub a',
      '2 Inner',
      '1 Sub b',
      '0 Orphan',
      '0 Zebra',
    ])
  })
})

function known(initials: string) {
  const about = 'Participation Officer, Youth Service'
  return { state: 'known', initials, name: 'Petra Wick', about }
}
