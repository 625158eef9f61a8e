import type { Entry, Group, Membership, Organisation, Person } from '../../directory/model.ts'

/**
 * Who is who in Merrowdale, as the demo action plan names them. A few things are left to settle, as
 * they are in every directory. Ids are short names: whoever adds the entries gives them their own.
 */
export function demoDirectory(): Entry[] {
  return [...ORGANISATIONS, ...PEOPLE, ...GROUPS]
}

function organisation(
  id: string,
  name: string,
  rest: Partial<Organisation> & Pick<Organisation, 'kind'>,
): Organisation {
  return {
    ...named(id, name),
    noun: 'organisation',
    champion: null,
    contactRole: '',
    contactMailbox: '',
    ...rest,
  }
}

/** `post`: title and organisation. The e-mail address is made of the name. */
function person(
  id: string,
  [name, initials]: [name: string, initials: string],
  [title, organisation]: [title: string, organisation: string | null],
  aliases: string[] = [],
): Person {
  const email = `${name.toLowerCase().replaceAll("'", '').replace(' ', '.')}@merrowdale.example`
  return { ...named(id, name), noun: 'person', aliases, initials, title, organisation, email }
}

function group(id: string, name: string, rest: Partial<Group> & Pick<Group, 'kind'>): Group {
  return {
    ...named(id, name),
    noun: 'group',
    parent: null,
    ages: null,
    reaches: '',
    members: [],
    ...rest,
  }
}

function named(id: string, name: string) {
  return { id, revision: 0, isDemo: true, name, aliases: [] as string[] }
}

function chair(person: string): Membership {
  return { person, role: 'chair', representing: '', organisation: null }
}

function member(person: string): Membership {
  return { person, role: 'member', representing: '', organisation: null }
}

function representing(person: string, whom: string): Membership {
  return { person, role: 'representing', representing: whom, organisation: null }
}

const ORGANISATIONS = [
  organisation('council', 'Merrowdale Council', {
    kind: 'council',
    aliases: ['The council'],
    champion: 'anwen',
    contactRole: 'Participation team',
    contactMailbox: 'participation@merrowdale.example',
  }),
  organisation('youthService', 'Youth Service', { kind: 'council', champion: 'tomas' }),
  organisation('health', 'Merrow Valley Health', {
    kind: 'health',
    aliases: ['MVH'],
    champion: 'priya',
    contactRole: 'Patient voice desk',
    contactMailbox: 'voice@mvh.example',
  }),
  organisation('school', 'Nether Merrow Primary School', { kind: 'school', champion: 'gwen' }),
  organisation('carers', 'Merrowdale Carers Trust', {
    kind: 'voluntary',
    aliases: ['Carers Trust'],
    champion: 'ruth',
  }),
  organisation('foundation', 'Merrowdale Community Foundation', { kind: 'voluntary' }),
  organisation('buses', 'Dale Buses', { kind: 'other' }),
]

const PEOPLE = [
  person('anwen', ['Anwen Reed', 'AR'], ['Director of Children’s Services', 'council']),
  person('petra', ['Petra Wick', 'PW'], ['Participation Officer', 'council'], ['PO']),
  person('colm', ['Colm Fairley', 'CF'], ['Policy Officer', 'council']),
  person('josie', ['Josie Lund', 'JL'], ['Transport Officer', 'council']),
  person('hamid', ['Hamid Sorrel', 'HS'], ['Head of Finance', 'council']),
  person('edie', ['Edie Marsh', 'EM'], ['Web editor', 'council']),
  person('noor', ['Noor Ashdown', 'NA'], ['Learning adviser', 'council']),
  person('owen', ['Owen Tarn', 'OT'], ['Road safety trainer', 'council']),
  person('bea', ['Bea Holloway', 'BH'], ['Early help worker', 'council']),
  person('tomas', ['Tomas Birk', 'TB'], ['Youth Service manager', 'youthService']),
  person('shona', ['Shona Pell', 'SP'], ['Youth worker', 'youthService']),
  person('priya', ['Priya Weir', 'PW'], ['Children’s nurse lead', 'health']),
  person('alec', ['Alec Dunmore', 'AD'], ['Planning manager', 'health']),
  person('gwen', ['Gwen Ferris', 'GF'], ['Head teacher', 'school']),
  person('ruth', ['Ruth Calder', 'RC'], ['Young carers co-ordinator', 'carers']),
  person('miles', ['Miles Orchard', 'MD'], ['Volunteer organiser', 'carers']),
  person('dilys', ['Dilys Roan', 'DR'], ['Grants manager', 'foundation']),
  person('frank', ['Frank Yardley', 'FY'], ['Timetable planner', 'buses']),
  person('ines', ['Ines Thorpe', 'IT'], ['Canal Chaplain', null]),
  person('kath', ['Kath Bellamy', 'KB'], ['Parent', null]),
]

const GROUPS = [
  group('board', 'Merrowdale Partnership Board', {
    kind: 'decisionBody',
    aliases: ['The board'],
    members: [
      chair('anwen'),
      member('priya'),
      member('gwen'),
      representing('ruth', 'young carers'),
    ],
  }),
  group('workingGroup', 'Heard in Merrowdale working group', {
    kind: 'working',
    aliases: ['Working group'],
    parent: 'board',
    members: [chair('petra'), member('colm'), member('tomas'), member('alec'), member('ruth')],
  }),
  group('invitations', 'Inviting well sub-group', {
    kind: 'subGroup',
    parent: 'workingGroup',
    members: [chair('josie'), member('frank'), representing('ines', 'families on the boats')],
  }),
  group('forum', 'Merrowdale Youth Forum', {
    kind: 'youth',
    aliases: ['MYF'],
    ages: { from: 11, to: 18 },
    reaches: 'The whole dale; two members from each school',
    members: [member('shona')],
  }),
  group('grants', 'Small grants panel', {
    kind: 'youth',
    parent: 'forum',
    ages: { from: 13, to: 19 },
    reaches: 'Eight young people who decide about money',
    members: [member('dilys')],
  }),
  group('neighbours', 'Lowfell Youth Council', {
    kind: 'youth',
    ages: { from: 11, to: 18 },
    reaches: 'The next valley',
  }),
  group('parents', 'Parents and carers group', {
    kind: 'parents',
    aliases: ['PCG'],
    members: [chair('kath'), member('bea')],
  }),
  group('partners', 'All partners', {
    kind: 'everyPartner',
    aliases: ['Individual services', 'Chief officers'],
  }),
  group('teams', 'Council teams', { kind: 'working' }),
  group('earlyHelp', 'Early Help', { kind: 'working', parent: 'teams', members: [member('bea')] }),
  group('finance', 'Finance', { kind: 'working', parent: 'teams', members: [chair('hamid')] }),
  group('hr', 'HR', { kind: 'working', parent: 'teams' }),
  group('learning', 'Learning and Development', {
    kind: 'working',
    parent: 'teams',
    members: [member('noor')],
  }),
  group('roads', 'Road Safety Team', {
    kind: 'working',
    parent: 'teams',
    members: [member('owen')],
  }),
  group('web', 'Web Team', { kind: 'working', parent: 'teams', members: [member('edie')] }),
]
