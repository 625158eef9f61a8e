import { bold, bullets, callout, document, h, p, pageHeader, quote, table } from '../blocks.ts'

/** The charter of the demo partnership. */
export function demoCharter() {
  return document(
    pageHeader({
      stage: 'Approved',
      version: '1.0',
      date: '4 November 2025',
      label: 'Merrowdale Partnership',
    }),
    h(1, 'Our Merrowdale charter'),
    p(
      'Twenty-six children and young people and fourteen adults wrote this in one afternoon at ',
      'Sallow Lock, and another afternoon taking things out again. What is left is what we mean.',
    ),
    callout('vision', p(bold('Ask us. Listen. Tell us what happened.'))),
    ...value('You matter', 'Your view counts as much as the view of somebody older or louder.', [
      'We will let you finish.',
      'We will write down your words, not ours.',
      'We will never ask you only to say that we did.',
    ]),
    ...value('No surprises', 'You know what can change before you give up your evening.', [
      'We will say first what is open and what is fixed.',
      'We will tell you who decides and when.',
      'We will tell you if something changes on the way.',
    ]),
    ...value('Room for everybody', 'It must not take a car, a loud voice or a good school.', [
      'We will pay your fare on the day, in cash if you like.',
      'We will ask what you need and have it there when you come.',
      'We will come to you when you cannot come to us.',
    ]),
    ...value('Plain words', 'If you did not understand it, we did not say it well.', [
      'We will use words you use.',
      'We will send nothing that two young people have not read first.',
      'We will stop when you hold up the yellow card.',
    ]),
    ...value('An answer, always', 'Silence is the worst reply.', [
      'We will answer within six weeks.',
      'We will give the reason when the answer is no.',
      'We will say sorry when we are late.',
    ]),
    h(2, 'If we break it'),
    p(
      'Tell any member of the youth forum, ring the Participation Officer, or put a note in one of ',
      'the red boxes. You do not have to give your name. Somebody will look into it within a week, ',
      'and the forum hears about every case.',
    ),
    quote(
      'It is on our wall next to the fire drill. People look at both when something goes wrong.',
      'Youth worker, Upper Merrow',
    ),
    h(2, 'Who has signed'),
    table(
      ['Organisation', 'For it', 'Since'],
      ['Merrowdale Council', 'Director of Children’s Services', 'November 2025'],
      ['Merrow Valley Health', 'Chief Nurse', 'November 2025'],
      ['Dale Buses', 'General Manager', 'January 2026'],
      ['Merrow High School', 'Head Teacher and Student Council', 'January 2026'],
      ['Sallow Lock Boaters', 'Everybody who was aboard', 'February 2026'],
    ),
  )
}

function value(name: string, belief: string, promises: string[]) {
  return [h(2, name), p(belief), bullets(...promises)]
}
