import { createTransport } from 'nodemailer'
import type { Mail } from '../domain/link-post.ts'

export interface SmtpOptions {
  /** smtp://… or smtps://…, with name and password where the server wants them. */
  url: string
  /** What stands under "From". */
  from: string
}

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** Hands letters to an SMTP server, encrypted wherever that server can. */
export function openSmtp({ url, from }: SmtpOptions): Mail {
  const transport = createTransport({ url, ...PATIENCE }, { from })
  return {
    async send({ to, subject, text }) {
      // Nothing in a letter comes from a file or from another address.
      await transport.sendMail({
        to: { name: '', address: to },
        subject,
        text,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
    async check() {
      await transport.verify()
    },
    close: () => transport.close(),
  }
}
