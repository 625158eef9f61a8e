import { document, group, h, p, pageHeader, plan, row, same, table } from '../blocks.ts'
import type { Cell } from '../blocks.ts'

/** The action plan of the demo partnership: six priorities, in the words councils use. */
export function demoActionPlan() {
  return document(
    pageHeader({
      stage: 'Final draft',
      version: '2.2',
      date: '23.02.26',
      period: '2026 - 2029',
      label: 'Merrowdale Partnership',
    }),
    h(1, 'Heard in Merrowdale: action plan'),
    p(
      'What we will do in the first eighteen months of the strategy, who leads it, and what part ',
      'children and young people play. The working group looks at it every month.',
    ),
    plan('priorityPlan5', hearBack(), askOnce(), gettingThere(), missing(), inCharge(), adults()),
    h(2, 'Key'),
    table(
      ['Initials', 'Who'],
      ['PO', 'Participation Officer, Merrowdale Council'],
      ['MYF', 'Merrowdale Youth Forum'],
      ['PCG', 'Parents and carers group'],
      ['MVH', 'Merrow Valley Health'],
    ),
  )
}

function hearBack() {
  return group(
    'Priority 1: Everybody hears back',
    action(
      'People who give a view know what came of it',
      [
        'Agree a short form for answers: what you said, what we did, what we could not do',
        'Try it with three services',
        'Use it everywhere',
      ],
      ['May 26', 'June to September 26', 'From Oct 2026'],
      ['PO', 'Youth Service / MVH', 'All partners'],
      'Two members of MYF write the form with us and say after the trial whether it was kept',
    ),
    action(same, 'Publish every answer on one page, newest first', 'Ongoing', 'Web Team', [
      'MYF chooses the design',
      'Anybody can ask for an answer to be put more clearly',
    ]),
    action(
      'Late answers are noticed',
      'Report to the working group what is older than six weeks',
      'Monthly',
      'PO',
      'Young members of the working group chair this item',
    ),
  )
}

function askOnce() {
  return group(
    'Priority 2: Ask once',
    action(
      'We use what people have already told us',
      'Collect the findings of the last three years in one place, by theme',
      'December 26',
      'Policy Officer / MVH',
      'Student volunteers help to sort what was said about schools',
    ),
    action(
      same,
      'Keep one calendar of surveys and meetings, and move what clashes',
      'Ongoing',
      'Participation Officer',
      'MYF may say no to a survey that asks what is known',
    ),
    action(
      'Families tell their story once',
      [
        'Draw up one page that a family fills in and takes along',
        'Train reception staff to use it',
      ],
      ['By end of July 2026', 'Autumn 2026'],
      ['PCG / Early Help', 'MVH'],
      'PCG leads; four families try it out and change it',
    ),
  )
}

function gettingThere() {
  return group(
    'Priority 3: Getting there',
    action(
      'Nobody misses out because of a bus',
      'Ask Dale Buses to hold the last 43 on club nights',
      'March 2026',
      'Transport Officer',
      'MYF rides the 43 for a week and counts who is left behind',
    ),
    action(
      same,
      'Plan meetings around the timetable and print it on each invitation',
      'From Sept 2026',
      'All partners',
      'Young people check three invitations in each term',
    ),
    action(
      'Nobody is out of pocket',
      ['Agree one rule for fares, food and thanks', 'Pay on the day, in cash'],
      ['April 26', 'Ongoing'],
      ['Finance / PO', 'Whoever invites'],
      'MYF and PCG agree the rule before it goes to the board',
    ),
  )
}

function missing() {
  return group(
    'Priority 4: Voices we miss',
    action(
      'Younger children are heard',
      'Walk the paths to two primary schools with the children, once in winter and once in summer',
      'March 2027 and June 2027',
      'Road Safety Team / Nether Merrow Primary School',
      'Children lead the walk, take the pictures and choose what is mended first',
    ),
    action(
      'Young carers decide how they are asked',
      'Meet at a time and place they choose',
      'Tbc',
      'Carers Trust',
      'Young carers set the agenda',
    ),
    action(
      'Families on the boats know their rights',
      'Hold the welcome hour on board at Sallow Lock',
      'Quarterly',
      'PO / Canal Chaplain',
      'Boat families say who is invited',
    ),
    action(
      'Disabled young people take part in what everybody does',
      'Check every regular meeting place with the access checklist',
      'Complete by February 2027',
      'Youth Service',
      'Six disabled young people write the checklist and do the checks',
    ),
  )
}

function inCharge() {
  return group(
    'Priority 5: Young people in charge of something',
    action(
      'They decide about money',
      ['Set up the small grants fund', 'Give the first grants'],
      ['September 26', 'December 26'],
      'Youth Service / Merrowdale Community Foundation',
      'A panel of eight young people decides; adults advise and do not vote',
    ),
    action(
      'They choose the people who work with them',
      'Train twelve more young interviewers',
      'March 2027 and March 2028',
      'HR / PO',
      'Trained interviewers train the next ones',
    ),
    action(
      same,
      'Have two young interviewers on every panel',
      'Ongoing',
      'HR',
      'They agree the questions and have an equal say',
    ),
  )
}

function adults() {
  return group(
    'Priority 6: Adults who know how',
    action(
      'Staff listen and answer well',
      'Run a half-day course, four times a year',
      'From January 2027',
      'Learning and Development / MYF',
      'Every course is led by one young person and one adult, both paid',
    ),
    action(
      same,
      'Add one question about listening to every yearly review of staff',
      'April 2027',
      'HR',
      'MYF words the question',
    ),
    action(
      'Every partner has somebody to turn to',
      ['Name a champion in each organisation', 'Bring the champions together'],
      ['June 26', 'Twice a year'],
      ['Chief officers', 'PO'],
      'Each champion is paired with a member of MYF',
    ),
    action(
      'Young people keep us honest',
      'Have our promises checked by young people from another valley',
      'Spring 2028',
      'PO, Lowfell Youth Council to agree',
      'They visit, check and report; we answer in public',
    ),
  )
}

function action(objective: Cell, action: Cell, timescale: Cell, lead: Cell, involvement: Cell) {
  return row({ objective, action, timescale, lead, involvement })
}
