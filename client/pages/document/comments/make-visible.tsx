import { useState } from 'react'
import type { Thread } from '../../../../shared/comments/thread.ts'
import { findPersonalData } from '../../../../shared/safety/personal-data.ts'
import type { CommentStore } from '../../../comments/comment-store.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Notice } from '../../../components/notice.tsx'
import { attempt } from './attempt.ts'

/** Shows young people what colleagues said among themselves, after a look at whose words those are. */
export function MakeVisible({ thread, store }: { thread: Thread; store: CommentStore }) {
  const [isAsking, setAsking] = useState(false)
  const { comments, suggestion } = thread
  const names = [...new Set(comments.map(({ author }) => author.name))]
  const words = [...comments.map(({ body }) => body), suggestion?.words ?? '']
  const isPersonal = words.some((each) => findPersonalData(each).length > 0)
  return (
    <>
      <Button onPress={() => setAsking(true)}>Show to young people</Button>
      <Dialog
        title="Show this to young people?"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setAsking(false)}>Keep it for colleagues</Button>
            <Button
              kind="primary"
              onPress={() => {
                void attempt(store.makeVisible(thread.id)).then((isDone) => {
                  if (isDone) setAsking(false)
                })
              }}
            >
              Show it
            </Button>
          </>
        }
      >
        <p>
          Everybody who reads this document will see{' '}
          {comments.length === 1 ? 'the comment' : 'all comments'} of this thread, by{' '}
          {names.join(', ')}. It will say that you showed it. This cannot be taken back.
        </p>
        {isPersonal && (
          <Notice kind="warn">
            Something in it looks like personal data. Take it out first: More, Take words out.
          </Notice>
        )}
      </Dialog>
    </>
  )
}
