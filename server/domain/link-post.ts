import { PROOF_MINUTES } from '../../shared/proof.ts'
import type { NewLinkResponse } from '../../shared/api-seats.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Account } from './accounts.ts'
import { findAccountByEmail } from './accounts.ts'
import { makeLink } from './links.ts'
import type { DoorContext, NewLink } from './links.ts'

/** Sends one e-mail. Rejects if no server took it. */
export interface Mail {
  send(message: {
    to: string
    subject: string
    text: string
    /** Whom it is for in the end: what reaches young people keeps the quiet hours. */
    reaches: 'young' | 'adults'
  }): Promise<void>
  /** Rejects with the reason if no letter could be sent. */
  check(): Promise<void>
  close(): void
}

/** Carries one-time links and codes to people by e-mail, where the server can send any. */
export interface LinkPost {
  /** Sends a new link to whom it is for; unless it is sent, it has to be handed over by hand. */
  sendLink(account: Account, link: NewLink): Promise<NewLinkResponse['letter']>
  /** Sends a sign-in link to an address if somebody has it; null where there is no e-mail. */
  mailLink: ((email: string) => void) | null
  /** Where a code for this person would go. */
  wayOfCode(account: Account): 'mail' | 'terminal'
  /** @throws {Refusal} `unavailable` if it could not be sent. */
  sendCode(account: Account, code: string): Promise<void>
}

export interface LinkPostDeps {
  /** Null: there is no e-mail. */
  mail: Mail | null
  ctx: DoorContext
  /** The address people use, without a slash at the end. */
  origin: string
  log(line: string): void
}

/** Whom a link signs in does not depend on e-mail: without it, links and codes are handed over. */
export function createLinkPost({ mail, ctx, origin, log }: LinkPostDeps): LinkPost {
  const send = async (account: Account, letter: Letter): Promise<boolean> => {
    if (mail === null || account.email === '') return false
    try {
      await mail.send({ to: account.email, reaches: 'adults', ...letter })
      return true
    } catch (error) {
      log(`A letter could not be sent. ${reasonOf(error)}`)
      return false
    }
  }
  const letterFor = (account: Account, { link }: NewLink): Letter => {
    const address = `${origin}/#enter=${link}`
    return account.state === 'invited' ? invitation(account, address) : signIn(account, address)
  }
  const wayOfCode = ({ email }: Account) => (mail === null || email === '' ? 'terminal' : 'mail')
  return {
    async sendLink(account, link) {
      if (mail === null || account.email === '') return 'none'
      return (await send(account, letterFor(account, link))) ? 'sent' : 'failed'
    },
    mailLink: mail === null ? null : mailLink,
    wayOfCode,
    async sendCode(account, code) {
      if (wayOfCode(account) === 'terminal') {
        return log(`${account.name} asked for a code to show that it is them: ${code}`)
      }
      if (await send(account, proof(account, code))) return
      throw new Refusal(
        'unavailable',
        'The letter with the code could not be sent. Please try again in a few minutes.',
      )
    },
  }

  /** Nothing here is waited for: how long a letter takes must not tell whether anybody got one. */
  function mailLink(email: string): void {
    const answer = async () => {
      const account = await findAccountByEmail(ctx.store, email)
      if (account === null || account.state === 'suspended') return
      await send(account, letterFor(account, await makeLink(ctx, account.id)))
    }
    answer().catch((error: unknown) => log(`A letter could not be written: ${String(error)}`))
  }
}

/** Says at the start if letters will not go out, so that nobody finds out by waiting for one. */
export async function checkMail(mail: Mail, log: (line: string) => void): Promise<void> {
  try {
    await mail.check()
  } catch (error) {
    log(`Folkmoot cannot send e-mail at the moment; links can be copied. ${reasonOf(error)}`)
  }
}

interface Letter {
  subject: string
  text: string
}

function invitation({ name }: Account, address: string): Letter {
  return {
    subject: 'Your invitation to Folkmoot',
    text: `Dear ${name},

you are invited to write with your partners in Folkmoot. Open this link to come in:

${address}

It works once, and for seven days. If you do not know what this is about, do nothing.
`,
  }
}

function signIn({ name }: Account, address: string): Letter {
  return {
    subject: 'Your link to sign in to Folkmoot',
    text: `Dear ${name},

open this link to sign in to Folkmoot:

${address}

It works once, and for fifteen minutes. If you did not ask for it, do nothing: nobody can come in
without it.
`,
  }
}

function proof({ name }: Account, code: string): Letter {
  return {
    subject: 'Your code for Folkmoot',
    text: `Dear ${name},

type this code into the Folkmoot window you have open:

${code}

It works once, and for ${PROOF_MINUTES} minutes. Nobody will ever ask you for it. If you did not ask for
it, somebody may be using your computer: sign out everywhere.
`,
  }
}

/** What the mail server said, on one line. */
function reasonOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  return `The mail server: ${words.replace(/\s+/g, ' ').slice(0, 300)}`
}
