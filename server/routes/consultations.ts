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
import { endOwnFeed, listOwnFeeds, makeOwnFeed } from '../domain/own-feeds.ts'
import {
  TIMETABLE_FEEDS,
  listAskable,
  readTimetable,
  readTimetableFeed,
} from '../domain/timetable.ts'
import { allow, allowAnybody, allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { limitDoors } from './limits.ts'
import type { Limiter } from './limits.ts'
import { readJson } from './request-body.ts'

interface ConsultationRim {
  limiter: Limiter
  publicUrl: URL | null
}

/** Asking people about a document: what can change, in plain words, until when. */
export function consultationRoutes({ limiter, publicUrl }: ConsultationRim) {
  return new Hono<Entry>()
    .route('/', timetableRoutes({ limiter, publicUrl }))
    .get('/documents/:id/askable', allowOn('runConsultation'), async (c) =>
      c.json(await listAskable(c.var.ctx, parameter(c, 'id'))),
    )
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

/** When people are asked over all documents, as a list and as a calendar. */
function timetableRoutes({ limiter, publicUrl }: ConsultationRim) {
  return new Hono<Entry>()
    .get('/consultations', allow('followConsultations'), async (c) =>
      c.json(await readTimetable(c.var.ctx)),
    )
    .get('/consultation-calendars', allow('followConsultations'), async (c) =>
      c.json(await listOwnFeeds(c.var.ctx, TIMETABLE_FEEDS)),
    )
    .post('/consultation-calendars', allow('followConsultations'), async (c) =>
      c.json(await makeOwnFeed(c.var.ctx, TIMETABLE_FEEDS), 201),
    )
    .delete('/consultation-calendars/:feed', allow('followConsultations'), async (c) => {
      await endOwnFeed(c.var.ctx, TIMETABLE_FEEDS, parameter(c, 'feed'))
      return c.body(null, 204)
    })
    .get('/consultation-calendars/:secret', allowAnybody(), limitDoors(limiter), async (c) => {
      const secret = parameter(c, 'secret').replace(/\.ics$/, '')
      const origin = publicUrl?.origin ?? new URL(c.req.url).origin
      return c.body(await readTimetableFeed(c.var.ctx, { secret, origin }), 200, {
        'content-type': 'text/calendar; charset=utf-8',
      })
    })
}
