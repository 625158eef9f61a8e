import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../shared/reading/directory.ts'
import { type LeadReading, type Party, readLeads } from '../../../shared/reading/leads.ts'

const DIRECTORY: Directory = {
  people: [
    { id: 'p1', name: 'Priya Nair', initials: 'PN', title: 'Participation Worker' },
    { id: 'p2', name: 'Sam Okoro', initials: 'SO' },
    { id: 'p3', name: 'Mo Lister', initials: 'ML' },
    { id: 'p4', name: 'Meg Lowe', initials: 'ML' },
    { id: 'p5', name: 'Dana Oke', initials: 'DX' },
    { id: 'p6', name: 'Abel Teale', initials: 'AT' },
  ],
  groups: [
    { name: 'Youth Voice Group', aliases: ['YVG'] },
    { name: 'Parents/Carers Forum' },
    { name: 'Planning and Review Board' },
    { name: '0-5 Voices Group' },
    { name: 'Youth Council' },
    { name: 'Saltmere Strategic Partnership Board' },
  ],
  organisations: [
    { name: 'Saltmere Council', aliases: ['SC'] },
    { name: 'Tidewell NHS Trust' },
    { name: 'Individual agencies', isEveryPartner: true },
  ],
  roles: [{ name: 'Youth Voice Officer' }, { name: 'Head of Play & Youth' }],
}

/**
 * Lead cells made up for these tests. Expected: lines parted by a bar, parties by a comma; `+` begins
 * the supporting ones; `=` known as another name, `?` not known, `~` suggested, `tbc` to be named.
 */
const CELLS: readonly [raw: string, expected: string][] = [
  ['PN', 'PN=Priya Nair'],
  ['PN / SO', 'PN=Priya Nair, SO=Sam Okoro'],
  ['PN/SO/AT', 'PN=Priya Nair, SO=Sam Okoro, AT=Abel Teale'],
  ['PN, SO and AT', 'PN=Priya Nair, SO=Sam Okoro, AT=Abel Teale'],
  ['P.N.', 'P.N=Priya Nair'],
  ['Priya Nair & Sam Okoro', 'Priya Nair, Sam Okoro'],
  ['priya nair', 'priya nair=Priya Nair'],
  ['Priya  Nair.', 'Priya Nair'],
  ['Participation Worker', 'Participation Worker=Priya Nair'],
  ['Saltmere Council', 'Saltmere Council'],
  ['SC/YVG', 'SC=Saltmere Council, YVG=Youth Voice Group'],
  ['Youth Voice Grp', 'Youth Voice Grp=Youth Voice Group'],
  ['YOUTH COUNCIL', 'YOUTH COUNCIL=Youth Council'],
  ['Parents/Carers Forum', 'Parents/Carers Forum'],
  ['Parents/Carers Forum/Youth Council', 'Parents/Carers Forum, Youth Council'],
  ['Planning and Review Board', 'Planning and Review Board'],
  ['Planning & Review Board', 'Planning & Review Board=Planning and Review Board'],
  ['Planning and Review Board and Youth Council', 'Planning and Review Board, Youth Council'],
  ['0-5 Voices Group / PN', '0-5 Voices Group, PN=Priya Nair'],
  ['Head of Play and Youth, PN', 'Head of Play and Youth=Head of Play & Youth, PN=Priya Nair'],
  ['Fire and Rescue Service', '?Fire and Rescue Service'],
  ['Library and Museums / Police', '?Library and Museums, ?Police'],
  ['Jo Bloggs and Ann Other', '?Jo Bloggs, ?Ann Other'],
  ['NHS England', '?NHS England'],
  ['PN/IT Manager', 'PN=Priya Nair, ?IT Manager'],
  ['Youth Council Chair', '?Youth Council Chair~Youth Council'],
  ['Tidewell NHS Trst', '?Tidewell NHS Trst~Tidewell NHS Trust'],
  [
    'Saltmere Partnership Board',
    '?Saltmere Partnership Board~Saltmere Strategic Partnership Board',
  ],
  ['DO', '?DO~Dana Oke'],
  ['ZZ', '?ZZ'],
  ['Tbc', 'tbc'],
  ['To be appointed', 'tbc'],
  ['', ''],
  ['–', ''],
  // lines
  ['PN\nSO\nPN', 'PN=Priya Nair | SO=Sam Okoro | PN=Priya Nair'],
  ['Youth Council\n\nYouth Council', 'Youth Council | Youth Council'],
  ['Youth Voice\n\nGroup', 'Youth Voice Group'],
  ['Planning and\nReview Board\nPN', 'Planning and Review Board | PN=Priya Nair'],
  ['Harbour\nOfficer', '?Harbour Officer'],
  ['Youth Council/\nSC\nPN', 'Youth Council, SC=Saltmere Council | PN=Priya Nair'],
  ['• PN\n• SO', 'PN=Priya Nair | SO=Sam Okoro'],
  ['PN\n"', 'PN=Priya Nair | PN=Priya Nair'],
  // run together
  ['PN SO', 'PN=Priya Nair | SO=Sam Okoro'],
  ['PN PN/SO, AT QQ', 'PN=Priya Nair | PN=Priya Nair, SO=Sam Okoro, AT=Abel Teale | ?QQ'],
  ['Tbc PN', 'tbc | PN=Priya Nair'],
  ['PN/Harbour Chairman Tbc', 'PN=Priya Nair, ?Harbour Chairman | tbc'],
  ['Survey Team PN', '?Survey Team | PN=Priya Nair'],
  ['PN PN Survey Team', 'PN=Priya Nair | PN=Priya Nair | ?Survey Team'],
  // together with others
  ['Priya Nair, in conjunction with school nurses.', 'Priya Nair + ?school nurses'],
  ['PN and SO supported by SC', 'PN=Priya Nair, SO=Sam Okoro + SC=Saltmere Council'],
  ['Priya Nair (lead), Sam Okoro (support)', 'Priya Nair + Sam Okoro'],
  ['Lead: PN Support: SO', 'PN=Priya Nair + SO=Sam Okoro'],
  // short form
  ['Youth Voice Officer/Group', 'Youth Voice Officer, Group=Youth Voice Group'],
]

describe('leads', () => {
  it.each(CELLS)('[RD21] %j reads as %j', (raw, expected) => {
    expect(readLeads(raw, DIRECTORY).map(inShort).join(' | ')).toBe(expected)
  })

  it('[RD22] what a party does stands apart from its name', () => {
    expect(readLeads('Sam Okoro to collate', DIRECTORY)).toEqual([
      {
        text: 'Sam Okoro to collate',
        start: 0,
        parties: [
          {
            text: 'Sam Okoro',
            state: 'known',
            known: { kind: 'person', name: 'Sam Okoro', id: 'p2' },
          },
        ],
        supporting: [],
        unknown: [],
        does: 'to collate',
      },
    ])
    expect(doings('Youth Council to choose; PN to book')).toEqual(['to choose; to book'])
    expect(doings('YVG – to lead')).toEqual(['to lead'])
  })

  it('[RD23] initials that the directory does not have are listed, others are not', () => {
    const [reading] = readLeads('PN/QQ/ZA/QQ/Harbour Team', DIRECTORY)
    expect(reading?.unknown).toEqual(['QQ', 'ZA'])
  })

  it('[RD24] the same initials for two people name both', () => {
    const [reading] = readLeads('ML', DIRECTORY)
    expect(reading?.parties).toMatchObject([
      { known: { name: 'Mo Lister' }, others: [{ name: 'Meg Lowe' }] },
    ])
  })

  it('[RD25] brackets after a name are a note, and an entry may stand for each partner', () => {
    expect(readLeads('Youth Council (YC)', DIRECTORY)[0]?.parties).toMatchObject([
      { text: 'Youth Council', note: 'YC' },
    ])
    expect(readLeads('Individual agencies', DIRECTORY)[0]?.parties).toMatchObject([
      { known: { kind: 'organisation', isEveryPartner: true } },
    ])
  })

  it('[RD26] words that happen to be the letters of somebody are not that person', () => {
    const readings = readLeads('Meeting at Saltmere', DIRECTORY)
    expect(readings.map(inShort)).toEqual(['?Meeting at Saltmere'])
  })

  it('[RD27] without a directory the lines and the parties are still found', () => {
    const readings = readLeads('Harbour Team/QA\nFire and Rescue Service\nTbc')
    expect(readings.map(inShort)).toEqual(['?Harbour Team, ?QA', '?Fire and Rescue Service', 'tbc'])
  })
})

function doings(raw: string): (string | undefined)[] {
  return readLeads(raw, DIRECTORY).map(({ does }) => does)
}

function inShort({ parties, supporting }: LeadReading): string {
  const leads = parties.map(partyInShort).join(', ')
  return supporting.length === 0 ? leads : `${leads} + ${supporting.map(partyInShort).join(', ')}`
}

function partyInShort({ text, state, known, suggestion }: Party): string {
  if (state === 'tbc') return 'tbc'
  if (state === 'unknown')
    return suggestion === undefined ? `?${text}` : `?${text}~${suggestion.name}`
  return known === undefined || known.name === text ? text : `${text}=${known.name}`
}
