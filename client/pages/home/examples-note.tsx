import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import './examples-note.css'

export interface ExamplesNoteProps {
  count: number
  /** Absent for those who may not. */
  onRemove?: (() => void) | undefined
}

/** Says what the demo partnership is, and how to be rid of it. Removing it cannot be undone. */
export function ExamplesNote({ count, onRemove }: ExamplesNoteProps) {
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="examples-note">
      <p>
        These are examples from Merrowdale, a made-up place. Open one, write in it, try things out.
      </p>
      {onRemove !== undefined && (
        <Button onPress={() => setAsking(true)}>Remove the examples</Button>
      )}
      <Dialog
        title="Remove the examples?"
        role="alertdialog"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)} autoFocus>
              Keep them
            </Button>
            <Button
              kind="danger"
              icon="trash"
              onPress={() => {
                setAsking(false)
                onRemove?.()
              }}
            >
              Remove for good
            </Button>
          </>
        }
      >
        <p>
          {count === 1 ? 'The example goes' : `All ${count} examples go`} for everybody here, with
          anything people have written in {count === 1 ? 'it' : 'them'}. This cannot be undone. Your
          own documents stay as they are.
        </p>
      </Dialog>
    </div>
  )
}
