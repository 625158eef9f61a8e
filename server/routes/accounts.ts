import { Hono } from 'hono'
import { changeAccountRequest, inviteRequest } from '../../shared/api-seats.ts'
import type { NewLinkResponse } from '../../shared/api-seats.ts'
import { asAccountSummary, changeAccount, listAccounts } from '../domain/accounts.ts'
import { invite, makeLink } from '../domain/links.ts'
import type { NewLink } from '../domain/links.ts'
import type { Account } from '../domain/accounts.ts'
import { allow, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { readJson } from './request-body.ts'

export interface AccountRoutesOptions {
  /** Sends a new link to whom it is for, where there is e-mail. */
  sendLink(account: Account, link: NewLink): Promise<NewLinkResponse['letter']>
}

/** The people who have a seat: let in, changed, suspended. */
export function accountRoutes({ sendLink }: AccountRoutesOptions) {
  const describe = async (made: NewLink & { account: Account }): Promise<NewLinkResponse> => ({
    account: asAccountSummary(made.account),
    link: made.link,
    expiresAt: made.expiresAt,
    letter: await sendLink(made.account, made),
  })
  return new Hono<Entry>()
    .get('/accounts', allow('manageAccounts'), async (c) =>
      c.json((await listAccounts(c.var.ctx.store)).map(asAccountSummary)),
    )
    .post('/accounts', allow('manageAccounts'), async (c) => {
      const request = await readJson(c, inviteRequest)
      return c.json(await describe(await invite(c.var.ctx, request)), 201)
    })
    .patch('/accounts/:id', allow('manageAccounts'), async (c) => {
      const request = await readJson(c, changeAccountRequest)
      return c.json(asAccountSummary(await changeAccount(c.var.ctx, parameter(c, 'id'), request)))
    })
    .post('/accounts/:id/link', allow('manageAccounts'), async (c) =>
      c.json(await describe(await makeLink(c.var.ctx, parameter(c, 'id'))), 201),
    )
}
