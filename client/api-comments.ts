import type {
  DecideRequest,
  ModerateRequest,
  ReactRequest,
  ReplyRequest,
  StartThreadRequest,
  Thread,
  ThreadsResponse,
} from '../shared/comments/thread.ts'
import { ask } from './api.ts'

/** What can be asked of the server about the comments of one document. */
export interface CommentsApi {
  list(): Promise<ThreadsResponse>
  find(thread: string): Promise<Thread>
  start(request: StartThreadRequest): Promise<Thread>
  reply(thread: string, request: ReplyRequest): Promise<Thread>
  edit(place: CommentPlace, body: string): Promise<Thread>
  withdraw(place: CommentPlace): Promise<void>
  react(place: CommentPlace, request: ReactRequest): Promise<Thread>
  moderate(place: CommentPlace, request: ModerateRequest): Promise<Thread>
  resolve(thread: string, isResolved: boolean): Promise<Thread>
  decide(thread: string, request: DecideRequest): Promise<Thread>
  appeal(place: CommentPlace): Promise<Thread>
  makeVisible(thread: string): Promise<Thread>
}

export interface CommentPlace {
  thread: string
  comment: string
}

export function commentsApi(documentId: string): CommentsApi {
  const threads = `/api/documents/${encodeURIComponent(documentId)}/threads`
  const one = (thread: string) => `${threads}/${encodeURIComponent(thread)}`
  const at = ({ thread, comment }: CommentPlace) =>
    `${one(thread)}/comments/${encodeURIComponent(comment)}`
  return {
    list: () => ask('GET', threads),
    find: (thread) => ask('GET', one(thread)),
    start: (request) => ask('POST', threads, request),
    reply: (thread, request) => ask('POST', `${one(thread)}/comments`, request),
    edit: (place, body) => ask('PATCH', at(place), { body }),
    withdraw: (place) => ask('DELETE', at(place)),
    react: (place, request) => ask('PUT', `${at(place)}/reaction`, request),
    moderate: (place, request) => ask('PUT', `${at(place)}/moderation`, request),
    resolve: (thread, isResolved) => ask('PUT', `${one(thread)}/resolution`, { isResolved }),
    decide: (thread, request) => ask('PUT', `${one(thread)}/decision`, request),
    appeal: (place) => ask('POST', `${at(place)}/appeal`),
    makeVisible: (thread) => ask('PUT', `${one(thread)}/visibility`, { visibility: 'visible' }),
  }
}
