import { useState } from 'react'
import type { FormEvent } from 'react'
import type { AccountRole } from '../../../shared/access.ts'
import type { NewLinkResponse } from '../../../shared/api-seats.ts'
import { invite } from '../../api-seats.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { ROLE_CHOICES } from './role-words.ts'

export interface InviteDialogProps {
  isOpen: boolean
  onClose: () => void
  onInvited: (made: NewLinkResponse) => void
}

/** A name, an address and a role: then there is a link. */
export function InviteDialog({ isOpen, onClose, onInvited }: InviteDialogProps) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<AccountRole>('editor')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    setProblem(undefined)
    invite({ name, email, role })
      .then(
        (made) => {
          setName('')
          setEmail('')
          onInvited(made)
        },
        (failure: Error) => setProblem(failure.message),
      )
      .finally(() => setPending(false))
  }
  return (
    <Dialog
      title="Invite a colleague"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <Button type="submit" form="invite" kind="primary" isPending={isPending}>
          Make the link
        </Button>
      }
    >
      <form id="invite" className="person-form" onSubmit={handleSubmit} noValidate>
        <TextField label="Their name" value={name} onChange={setName} maxLength={60} autoFocus />
        <TextField
          label="Their e-mail address"
          description="Only officers see it."
          value={email}
          onChange={setEmail}
          maxLength={254}
        />
        <SelectField label="Role" value={role} choices={ROLE_CHOICES} onChange={setRole} />
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      </form>
    </Dialog>
  )
}
