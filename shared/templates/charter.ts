import { bold, bullets, callout, document, guide, h, p, pageHeader, quote } from './blocks.ts'
import type { Template } from './template.ts'

export const charter: Template = {
  key: 'charter',
  name: 'Charter of shared values',
  kind: 'charter',
  about: 'What you stand for, and what you will do to show it, short enough for a wall.',
  build: () =>
    document(
      pageHeader({ stage: 'Draft', version: '0.1' }),
      h(1, 'Our charter'),
      callout(
        'note',
        p(
          bold('How to use this page. '),
          'Five values are plenty. Each says what it means to you, then what you will do.',
        ),
        p('Promise only what somebody could catch you not doing. Write over the square brackets.'),
      ),
      p('This charter was written by [who] with [which young people] in [year].'),
      p(
        'Every partner that signs it will keep it, show it where people see it, and answer for it.',
      ),

      ...value('Respect', 'Every voice counts the same, whatever its age.', [
        'We will listen to the end before we answer.',
        'We will write down what was said in the words it was said in.',
      ]),
      ...value('Openness', 'People know what is going on and what can still change.', [
        'We will say at the start what is fixed, and why.',
        'We will use words everybody in the room knows.',
      ]),
      ...value('Fairness', 'Nobody misses out because of who they are or what they need.', [
        'We will ask what people need to take part, and arrange it.',
        'We will go to where people are and not wait for them to come.',
      ]),
      ...value('Honesty', 'A no comes with its reason.', [
        'We will tell people what was decided within [six weeks].',
        'We will say so when we got something wrong.',
      ]),
      ...value('[Your own value]', '[What it means to you, in one sentence.]', [
        'We will [something people can see].',
        'We will [something people can count].',
      ]),

      h(2, 'If we break it'),
      guide('Whom to tell, how, and what happens next. Name a post, and a way without e-mail.'),

      h(2, 'In our own words'),
      quote('[Why does this matter to you?]', '[Name they chose, group]'),

      h(2, 'Who has signed'),
      guide('Organisation, name and post, date.'),
    ),
}

/** A value as a pair: what we believe, and what we will do about it. */
function value(name: string, belief: string, promises: string[]) {
  return [h(2, name), p(bold('We believe: '), belief), p(bold('So:')), bullets(...promises)]
}
