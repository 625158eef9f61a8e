import type { Context } from '../domain/context.ts'
import { HeldUntilMorning } from '../domain/letters.ts'
import type { Mail } from '../domain/link-post.ts'
import { isQuietNow } from '../domain/safety.ts'

/** The one gate for everything that is sent: what reaches young people waits for the morning. */
export function keepQuietHours(ctx: Pick<Context, 'store' | 'now'>, mail: Mail): Mail {
  return {
    ...mail,
    async send(message) {
      if (message.reaches === 'young' && (await isQuietNow(ctx))) throw new HeldUntilMorning()
      await mail.send(message)
    },
  }
}
