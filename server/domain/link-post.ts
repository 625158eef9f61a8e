import type { Account } from './accounts.ts'
import { findAccountByEmail } from './accounts.ts'
import { makeLink } from './links.ts'
import type { DoorContext, NewLink } from './links.ts'

/** Sends one e-mail. Rejects if no server took it. */
export interface Mail {
  send(message: { to: string; subject: string; text: string }): Promise<void>
}

/** Carries one-time links to people by e-mail, where the server can send any. */
export interface LinkPost {
  /** Sends a new link to whom it is for; false where it has to be handed over by hand. */
  sendLink(account: Account, link: NewLink): boolean
  /** Sends a sign-in link to an address if somebody has it; null where there is no e-mail. */
  mailLink: ((email: string) => void) | null
}

export interface LinkPostDeps {
  /** Null: there is no e-mail. */
  mail: Mail | null
  ctx: DoorContext
  /** The address people use, without a slash at the end. */
  origin: string
  log(line: string): void
}

/** Nothing here is waited for: how long a letter takes must not tell whether anybody got one. */
export function createLinkPost({ mail, ctx, origin, log }: LinkPostDeps): LinkPost {
  if (mail === null) return { sendLink: () => false, mailLink: null }
  const send = (account: Account, { link }: NewLink) => {
    const isFirst = account.state === 'invited'
    const address = `${origin}/#enter=${link}`
    mail
      .send({
        to: account.email,
        subject: isFirst ? 'Your invitation to Folkmoot' : 'Your link to sign in to Folkmoot',
        text: isFirst ? invitation(account, address) : signIn(account, address),
      })
      .catch((error: unknown) => log(`A letter could not be sent: ${String(error)}`))
  }
  return {
    sendLink(account, link) {
      if (account.email === '') return false
      send(account, link)
      return true
    },
    mailLink(email) {
      const answer = async () => {
        const account = await findAccountByEmail(ctx.store, email)
        if (account === null || account.state === 'suspended') return
        send(account, await makeLink(ctx, account.id))
      }
      answer().catch((error: unknown) => log(`A letter could not be written: ${String(error)}`))
    },
  }
}

function invitation({ name }: Account, address: string): string {
  return `Dear ${name},

you are invited to write with your partners in Folkmoot. Open this link to come in:

${address}

It works once, and for seven days. If you do not know what this is about, do nothing.
`
}

function signIn({ name }: Account, address: string): string {
  return `Dear ${name},

open this link to sign in to Folkmoot:

${address}

It works once, and for fifteen minutes. If you did not ask for it, do nothing: nobody can come in
without it.
`
}
