import { Hono } from 'hono'
import {
  askWordRequest,
  changeWordsRequest,
  consultationRequest,
  settleConsultationRequest,
} from '../../shared/consultations.ts'
import {
  changeConsultation,
  listConsultations,
  settleConsultation,
  startConsultation,
} from '../domain/consultations.ts'
import { listVotes, vote } from '../domain/votes.ts'
import { askWord, explainWords, listWords } from '../domain/words.ts'
import { readForPhone } from '../domain/young-reading.ts'
import { voteRequest } from '../../shared/votes.ts'
import { allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { readJson } from './request-body.ts'

/** Asking people about a document: what can change, in plain words, until when. */
export function consultationRoutes() {
  return new Hono<Entry>()
    .get('/documents/:id/reading', allowOn('readConsultation'), async (c) =>
      c.json(await readForPhone(c.var.ctx, parameter(c, 'id'))),
    )
    .get('/documents/:id/consultations', allowOn('readConsultation'), async (c) =>
      c.json(await listConsultations(c.var.ctx, parameter(c, 'id'))),
    )
    .post('/documents/:id/consultations', allowOn('runConsultation'), async (c) => {
      const request = await readJson(c, consultationRequest)
      return c.json(await startConsultation(c.var.ctx, parameter(c, 'id'), request), 201)
    })
    .put('/documents/:id/consultations/:consultation', allowOn('runConsultation'), async (c) => {
      const place = { documentId: parameter(c, 'id'), id: parameter(c, 'consultation') }
      return c.json(
        await changeConsultation(c.var.ctx, place, await readJson(c, consultationRequest)),
      )
    })
    .post(
      '/documents/:id/consultations/:consultation/settle',
      allowOn('runConsultation'),
      async (c) => {
        const place = { documentId: parameter(c, 'id'), id: parameter(c, 'consultation') }
        const request = await readJson(c, settleConsultationRequest)
        return c.json(await settleConsultation(c.var.ctx, place, request))
      },
    )
    .get('/documents/:id/votes', allowOn('readConsultation'), async (c) =>
      c.json(await listVotes(c.var.ctx, parameter(c, 'id'))),
    )
    .put('/documents/:id/votes', allowOn('vote'), async (c) =>
      c.json(await vote(c.var.ctx, parameter(c, 'id'), await readJson(c, voteRequest))),
    )
    .get('/documents/:id/words', allowOn('readConsultation'), async (c) =>
      c.json(await listWords(c.var.ctx, parameter(c, 'id'))),
    )
    .put('/documents/:id/words', allowOn('runConsultation'), async (c) => {
      const { terms } = await readJson(c, changeWordsRequest)
      return c.json(await explainWords(c.var.ctx, parameter(c, 'id'), terms))
    })
    .post('/documents/:id/words/asked', allowOn('readConsultation'), async (c) => {
      const { word } = await readJson(c, askWordRequest)
      await askWord(c.var.ctx, parameter(c, 'id'), word)
      return c.body(null, 204)
    })
}
