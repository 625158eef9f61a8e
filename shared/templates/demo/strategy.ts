import {
  bold,
  bullets,
  callout,
  clause,
  document,
  footnote,
  h,
  italic,
  letters,
  link,
  numbered,
  p,
  pageHeader,
  quote,
  subclause,
  table,
} from '../blocks.ts'

/** The involvement strategy of the demo partnership. The place and everybody in it are made up. */
export function demoStrategy() {
  return document(
    pageHeader({
      stage: 'Consultation draft',
      version: '1.4',
      date: '16 February 2026',
      period: '2026 - 2029',
      label: 'Merrowdale Partnership',
    }),
    h(1, 'Heard in Merrowdale'),
    p(italic('How children, young people, parents and carers shape what we do, 2026 to 2029')),
    ...foreword(),
    ...why(),
    ...whereWeAre(),
    ...visionAndPrinciples(),
    ...whatWeHeard(),
    ...levels(),
    ...whatWeWillDo(),
    ...deciding(),
    ...knowing(),
    ...appendices(),
  )
}

function foreword() {
  return [
    h(2, 'Foreword'),
    p(
      'Merrowdale is one long valley with two small towns and a great many lanes. Somebody who is ',
      'fourteen and lives at the top of it may wait an hour for a bus, and longer for a grown-up ',
      'with the power to change the timetable. This strategy is about that second wait.',
    ),
    p(
      'It was drafted by nine people from six organisations and eleven members of Merrowdale Youth ',
      'Forum, over three evenings and one very wet Saturday. We did not agree about everything. ',
      'Where we could not agree, the text says so.',
    ),
    quote(
      'I do not mind if the answer is no. I mind when there is no answer.',
      'Member of Merrowdale Youth Forum, 15',
    ),
  ]
}

function why() {
  return [
    numbered(2, 'Why this matters'),
    clause(
      'People who use a service know things about it that nobody else knows. In 2024 the evening ',
      'clinic in Upper Merrow moved to a Thursday because four pupils pointed out that the last ',
      'bus on a Wednesday leaves before it opens. Attendance doubled in a term.',
    ),
    clause(
      'Being asked changes the person who is asked. Members of the forum told us that they speak ',
      'up more at school, at home and at work since they have sat on an interview panel.',
    ),
    clause(
      'Children have a right to be heard in matters that affect them',
      footnote(
        'Article 12 of the United Nations Convention on the Rights of the Child, in force in the United Kingdom since 1992.',
      ),
      ', and public bodies have duties that rest on it. We set these out in Appendix 2 and do not ',
      'repeat them here.',
    ),
    clause(
      'It saves money. A playground that children helped to plan in Nether Merrow has had no ',
      'damage in three years; the one that came out of a catalogue was repaired eleven times.',
    ),
  ]
}

function whereWeAre() {
  return [
    numbered(2, 'Where we are'),
    clause('These things are in place and work well:'),
    subclause('a youth forum of sixteen members, aged 12 to 19, that meets every second Tuesday'),
    subclause('young interviewers for every post that works with children'),
    subclause('a parents and carers group for families of disabled children, with its own budget'),
    clause('These are in place and need more care:'),
    subclause('the yearly survey, which has forty questions and is answered by very few'),
    subclause('school councils, which meet everywhere and are linked to nothing'),
    clause(
      'These are missing. Nobody speaks for children under eight, for young carers, or for the ',
      'families who live on the boats at Sallow Lock. There is no agreed way to pay people back ',
      'for fares. Above all, there is no habit of answering.',
    ),
    quote(
      'They came twice with sticky notes. We never found out where the sticky notes went.',
      'Pupil at Merrow High School, 13',
    ),
  ]
}

function visionAndPrinciples() {
  return [
    numbered(2, 'Our vision'),
    callout(
      'vision',
      p(
        bold('In Merrowdale, everybody who is affected by a decision can shape it, '),
        bold('and everybody who spoke hears what came of it.'),
      ),
    ),
    numbered(2, 'Our principles'),
    p('Whenever we involve people, we hold ourselves to seven things.'),
    letters(
      'We ask early, while something can still change.',
      'We say first what is open and what is fixed, and give the reason.',
      'Taking part is a choice, and stopping is one too.',
      'We go to people and pay what it costs them to come to us.',
      'We make room for those who are quiet, new, very young or tired of being asked.',
      'We keep people safe, and nobody has to give a name to give a view.',
      'We answer everybody within six weeks: what changed, what did not, and why.',
    ),
    p(
      'The same promises, in fewer words, are in ',
      bold('Our Merrowdale charter'),
      ', which partners sign and put on the wall.',
    ),
  ]
}

function whatWeHeard() {
  return [
    numbered(2, 'What we heard'),
    clause(
      'Between September and December 2025 we spoke with 412 children and young people and 137 ',
      'parents and carers: in four schools, two youth clubs, on the boats, in the waiting room of ',
      'the health centre and on the 43 bus.',
      footnote('With thanks to Dale Buses, who let us ride for nothing and did not hurry us.'),
    ),
    clause('Five things came up nearly everywhere:'),
    bullets(
      'buses, and getting home after something in the evening',
      'somewhere warm to be that costs nothing',
      'waiting for help when you feel bad, and not knowing how long',
      'adults who use long words, and letters that nobody can read',
      'being asked the same thing again by somebody new',
    ),
    clause('Younger children talked about dogs, dark paths and the climbing frame, in that order.'),
    quote(
      'If you want to know what is wrong with the path, walk it with us at five in November.',
      'Pupil at Nether Merrow Primary School, 9',
    ),
    clause(
      'Parents and carers asked for one thing above all: to tell their story once. We have made it ',
      'the second priority of the action plan.',
    ),
    clause(
      'Not everybody agreed. Some members of the forum want a vote in the partnership board; ',
      'others would rather stay free to disagree with it. ',
      bold('The board has not decided this yet'),
      ', and the question is open in this draft.',
    ),
  ]
}

function levels() {
  return [
    numbered(2, 'How far people decide'),
    p('We use three levels. None is better than the others; pretending is worse than all of them.'),
    table(
      ['Level', 'What it means', 'What you can hold us to', 'An example'],
      [
        'Told',
        'The decision is made. We explain it.',
        'You hear it from us first, in words you know.',
        'The health centre closes for repairs in May.',
      ],
      [
        'Asked',
        'We have not decided. Your views count with others.',
        'You see what everybody said and what we made of it.',
        'Opening times of the new youth room.',
      ],
      [
        'Deciding together',
        'Young people and adults decide as equals.',
        'Nothing is agreed until both agree.',
        'How the small grants fund is spent.',
      ],
    ),
    p('Every invitation names its level. If it changes on the way, we say so and say why.'),
  ]
}

function whatWeWillDo() {
  return [
    numbered(2, 'What we will do'),
    clause(
      'Six priorities follow from what we heard. Who does what by when is in the action plan.',
    ),
    table(
      ['Priority', 'In a sentence'],
      ['1. Everybody hears back', 'An answer within six weeks becomes the habit of every partner.'],
      ['2. Ask once', 'We look at what people have already told us before we ask again.'],
      ['3. Getting there', 'Nobody misses out because of a bus, a fare or a form.'],
      ['4. Voices we miss', 'We find those who are not heard and ask them how they want to be.'],
      [
        '5. Young people in charge of something',
        'There is money and there are posts they decide on.',
      ],
      ['6. Adults who know how', 'Everybody who works with children can listen and answer well.'],
    ),
    clause(
      'Anything new that a partner wants to ask goes into one shared calendar first. Two surveys in ',
      'one school in one month are one too many.',
    ),
  ]
}

function deciding() {
  return [
    numbered(2, 'How we decide together'),
    clause('The partnership board agrees this strategy and answers for it.'),
    clause(
      'The youth forum can send any part of it back once, with its reasons. The board then has to ',
      'answer in public before it goes on.',
    ),
    clause('A working group with as many young people as adults looks after the action plan.'),
    table(
      ['Who', 'Answers for', 'Meets'],
      ['Partnership board', 'The strategy as a whole', 'Every quarter'],
      ['Working group', 'The action plan, and answers that are late', 'Every month'],
      ['Youth forum', 'Checking promises, in public', 'Every second Tuesday'],
      ['Parents and carers group', 'Checking letters and forms', 'Six times a year'],
    ),
  ]
}

function knowing() {
  return [
    numbered(2, 'How we will know'),
    clause('Once a year, in June, we publish on one page:'),
    subclause('how many people took part, by age and by place, never so few that one can be known'),
    subclause('what changed because of them, in their words and ours'),
    subclause('how many days people waited for an answer'),
    subclause('what we promised and did not do'),
    clause('Young people from another valley come and check us, and we check them.'),
    numbered(2, 'Review'),
    clause(
      'We look at this strategy again in the spring of 2029. If the forum asks for it, sooner. ',
      'Questions and corrections are welcome at any time: ',
      link('heard@merrowdale.example', 'mailto:heard@merrowdale.example'),
      '.',
    ),
  ]
}

function appendices() {
  return [
    h(2, 'Appendix 1: words we use'),
    table(
      ['Word', 'What we mean by it'],
      ['Partner', 'One of the organisations that have signed the charter.'],
      ['Board', 'The people who decide for the partnership. Their names are on our web pages.'],
      ['Action', 'Something somebody does by a certain time. Not a wish.'],
      ['Young people', 'Everybody up to 18, and up to 25 if you are disabled or were in care.'],
    ),
    h(2, 'Appendix 2: what this rests on'),
    bullets(
      'the Convention on the Rights of the Child',
      'the duties of councils and health bodies to involve the people they serve',
      'the plans of Merrowdale Council for children, for health and for transport',
    ),
    p(
      'The full text of the Convention is on the pages of ',
      link('UNICEF UK', 'https://www.unicef.org.uk/what-we-do/un-convention-child-rights/'),
      '.',
    ),
  ]
}
