import { useState } from 'react'
import { eraseYoungPerson } from '../../api-young.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'

export interface ErasePersonProps {
  group: string
  person: { id: string; name: string }
  onErased: () => void
  onFailed: (failure: Error) => void
}

/** Takes out everything of a young person who asked for it, after a question. */
export function ErasePerson({ group, person, onErased, onFailed }: ErasePersonProps) {
  const [isAsking, setAsking] = useState(false)
  const handleErase = () => {
    setAsking(false)
    eraseYoungPerson(group, person.id).then(onErased, onFailed)
  }
  return (
    <>
      <Button onPress={() => setAsking(true)}>
        Take their words out<span className="visually-hidden"> of {person.name}</span>
      </Button>
      <Dialog
        title={`Take out all words of ${person.name}?`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setAsking(false)} autoFocus>
              Cancel
            </Button>
            <Button kind="danger" onPress={handleErase}>
              Take them out
            </Button>
          </>
        }
      >
        <p>
          Comments, votes and the nickname go for good, in every document. Words that are already in
          a text stay there, and concerns stay sealed.
        </p>
      </Dialog>
    </>
  )
}
