import { afterEach, describe, expect, it } from 'vitest'
import { checkMail, createLinkPost } from '../../../server/domain/link-post.ts'
import { openSmtp } from '../../../server/mail/smtp.ts'
import type { NewLinkResponse } from '../../../shared/api-seats.ts'
import { cookieOf, read, startDoor } from '../../support/at-door.ts'
import { startSmtp } from '../../support/smtp.ts'
import { sending, startWorld } from '../../support/start-app.ts'

const cleaners: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleaners.splice(0)) await clean()
})

/** The HTTP side with letters that go out by a real mail server. */
async function startPosted() {
  const smtp = await startSmtp()
  const mail = openSmtp({ url: smtp.url, from: 'Folkmoot <plans@example.org>' })
  cleaners.push(() => mail.close(), smtp.stop)
  const said: string[] = []
  const { store, ctx } = startWorld()
  const log = (line: string) => void said.push(line)
  const links = createLinkPost({ mail, ctx, origin: 'https://plan.example', log })
  const door = await startDoor({ store, links })
  return { smtp, door, said, mail, log }
}

describe('letters by SMTP', () => {
  it('[RI4] an invitation, a sign-in link and a code arrive at a real mail server', async () => {
    const { smtp, door } = await startPosted()
    const { link, account, letter } = await door.invite('editor', 'Ilse Märr')
    expect(letter).toBe('sent')
    expect(smtp.letters[0]).toMatchObject({ from: 'plans@example.org', to: [account.email] })
    expect(smtp.letters[0]?.text).toContain(`https://plan.example/#enter=${link}`)
    expect(smtp.letters[0]?.text).toContain('Subject: Your invitation to Folkmoot')
    const ilse = await door.enter(link)

    await door.app.request('/api/sign-in/mail', sending('POST', { email: account.email }))
    await expect.poll(() => smtp.letters.length).toBe(2)
    const signIn = /#enter=([A-Za-z0-9_-]{22})/.exec(smtp.letters[1]?.text ?? '')?.[1] ?? ''
    expect((await door.enter(signIn)).id).toBe(ilse.id)

    expect(await (await ilse.ask('POST', '/api/me/proof/code')).json()).toEqual({ code: 'mail' })
    const code = /^([2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4})\r$/m.exec(
      smtp.letters[2]?.text ?? '',
    )?.[1]
    const proven = await ilse.ask('POST', '/api/me/proof', { code })
    expect([proven.status, cookieOf(proven) === ilse.cookie]).toEqual([200, false])
  })

  it('[RI5] a letter that does not go out is said to the officer, who can copy the link', async () => {
    const { smtp, door, said } = await startPosted()
    smtp.refuseWith('No such mailbox')
    const { link, letter } = await door.invite('editor')
    expect(letter).toBe('failed')
    expect(said.at(-1)).toMatch(/^A letter could not be sent\. The mail server: .*No such mailbox/)
    const editor = await door.enter(link)
    const code = await editor.ask('POST', '/api/me/proof/code')
    expect([code.status, await code.json()]).toEqual([
      503,
      {
        code: 'unavailable',
        message: 'The letter with the code could not be sent. Please try again in a few minutes.',
      },
    ])
  })

  it('[RI5] a start with a mail server that does not answer, or refuses us, says so', async () => {
    const { smtp, mail, said, log } = await startPosted()
    await checkMail(mail, log)
    expect(said).toEqual([])
    const stranger = openSmtp({ url: `smtp://plans:wrong@127.0.0.1:${smtp.port}`, from: 'a@b.org' })
    const nobody = openSmtp({ url: 'smtp://127.0.0.1:1', from: 'a@b.org' })
    cleaners.push(
      () => stranger.close(),
      () => nobody.close(),
    )
    await checkMail(stranger, log)
    await checkMail(nobody, log)
    expect(said).toHaveLength(2)
    expect(said.every((line) => line.startsWith('Folkmoot cannot send e-mail'))).toBe(true)
    expect(said.join()).not.toContain('wrong')
  })

  it('[RI4] a new link for somebody without an address is handed over by hand', async () => {
    const { smtp, door } = await startPosted()
    const made = await door.owner.ask('POST', `/api/accounts/${door.owner.id}/link`)
    expect(await read<NewLinkResponse>(made)).toMatchObject({ letter: 'none' })
    expect(smtp.letters).toEqual([])
  })
})
