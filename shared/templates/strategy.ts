import {
  bold,
  bullets,
  callout,
  clause,
  document,
  guide,
  h,
  numbered,
  p,
  pageHeader,
  quote,
  table,
} from './blocks.ts'
import type { Template } from './template.ts'

export const strategy: Template = {
  key: 'strategy',
  name: 'Involvement strategy',
  kind: 'strategy',
  about: 'How children and young people, parents and carers will have a say, and why.',
  build: () =>
    document(
      pageHeader({ stage: 'Draft', version: '0.1' }),
      h(1, 'Involvement strategy'),
      callout(
        'note',
        p(bold('How to use this page. '), 'Words in square brackets say what belongs there.'),
        p('Write over them, leave out what you do not need, and delete this box at the end.'),
      ),

      h(2, 'Foreword'),
      guide('A few lines from the chair, and a few from a young person, in their own words.'),
      quote(
        '[What would a young person say to somebody who reads this for the first time?]',
        '[Name they chose, group]',
      ),

      numbered(2, 'Why this matters'),
      clause('[Say in two or three sentences what gets better when people are asked.]'),
      clause('[Name one service that changed because somebody spoke up.]'),
      clause('[Name the laws and plans this rests on. Keep the list short and add links.]'),

      numbered(2, 'Where we are'),
      clause('[What is in place today: groups, meetings, surveys, who runs them.]'),
      clause('[Who is not yet heard, and why.]'),

      numbered(2, 'Our vision'),
      callout('vision', p('[One sentence that a ten-year-old can repeat.]')),

      numbered(2, 'Our principles'),
      p('When we involve people, we promise that:'),
      bullets(
        'it is clear from the start what can change and what cannot',
        'people choose whether they take part, and how',
        'nobody is left out because of where they live, how they speak or what they need',
        'everybody hears back what was decided, and the reason',
        '[add or replace: five to seven are enough]',
      ),

      numbered(2, 'What we heard'),
      guide('Whom you asked, how many they were, and when. Then what they said, by theme.'),
      quote('[Words of a participant, with their permission.]', '[Group, age range, year]'),

      numbered(2, 'How far people decide'),
      p('Not everything needs the same. For each piece of work we say which of these it is.'),
      table(
        ['Level', 'What it means', 'When we use it'],
        ['Told', 'We explain what is happening and why.', '[Example]'],
        ['Asked', 'We ask before we decide, and answer what was said.', '[Example]'],
        ['Deciding together', 'Young people and adults agree the decision.', '[Example]'],
      ),

      numbered(2, 'What we will do'),
      clause('[Three to six priorities, one sentence each. The action plan says who and when.]'),

      numbered(2, 'How we decide together'),
      clause('[Which group agrees what, and how a youth group can say no.]'),
      clause('[What happens when partners disagree.]'),

      numbered(2, 'Who is accountable'),
      table(
        ['Who', 'Answers for', 'Meets'],
        ['[Partnership board]', '[The strategy as a whole]', '[Every quarter]'],
        ['[Working group]', '[The action plan]', '[Every month]'],
        ['[Youth group]', '[Checking that promises are kept]', '[Every term]'],
      ),

      numbered(2, 'How we will know'),
      p('We will look at:'),
      bullets(
        'how many people took part, and who they were',
        'what changed because of them',
        'how long they waited for an answer',
        '[a measure young people chose]',
      ),

      numbered(2, 'Review'),
      clause('[When this is looked at again, and who will be asked.]'),

      h(2, 'Appendices'),
      guide('The action plan, the charter, the members of the group, a list of hard words.'),
    ),
}
