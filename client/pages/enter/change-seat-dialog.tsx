import { changeMe } from '../../api-seats.ts'
import { Dialog } from '../../components/dialog.tsx'
import { showToast } from '../../components/toast.tsx'
import { PersonForm } from './person-form.tsx'
import type { OwnSeat } from './seat.ts'

export interface ChangeSeatDialogProps {
  seat: OwnSeat
  isOpen: boolean
  onClose: () => void
  onChanged: (seat: OwnSeat) => void
}

/** Another name or colour for oneself. */
export function ChangeSeatDialog({ seat, isOpen, onClose, onChanged }: ChangeSeatDialogProps) {
  return (
    <Dialog title="Your name and colour" isOpen={isOpen} onClose={onClose}>
      <PersonForm
        before={seat}
        submitLabel="Save"
        onSubmit={async (person) => {
          const { seat: changed } = await changeMe(person)
          if (changed !== null) onChanged(changed)
          onClose()
          showToast({ words: `You are now shown as ${person.name}.` })
        }}
      />
    </Dialog>
  )
}
