import { useState } from 'react'
import { linkToStandard } from '../../../shared/reading/check-links.ts'
import { isSafeLink } from '../../../shared/schema/marks.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { linkAt, removeLink, setLink, withScheme } from '../blocks/links.ts'
import { run } from '../perform.ts'
import { PlaceField, StandardField } from './link-place.tsx'
import { FormDialog } from './words.tsx'
import type { LinkTargets } from './link-place.tsx'
import type { PromptProps } from './words.tsx'

const TARGETS = [
  { value: 'address', label: 'A web page or e-mail address' },
  { value: 'place', label: 'An action, heading or document' },
  { value: 'standard', label: 'A standard' },
] as const
type Target = (typeof TARGETS)[number]['value']

/** Where a link leads, and its words where nothing is selected. */
export function LinkPrompt({
  editor,
  linkTargets,
  onClose,
}: PromptProps & { linkTargets: LinkTargets }) {
  const here = linkAt(editor.state)
  const needsWords = here === null && editor.state.selection.empty
  const [target, setTarget] = useState<Target>(targetOf(here?.href ?? ''))
  const [href, setHref] = useState(here?.href ?? '')
  const [words, setWords] = useState('')
  /** What the place is called, for a link without words. */
  const [name, setName] = useState('')
  const [isTried, setTried] = useState(false)
  const isSafe = isSafeLink(withScheme(href))
  const choose = (address: string, called: string): void => {
    setHref(address)
    setName(called)
  }
  return (
    <FormDialog
      title={here === null ? 'Add a link' : 'Change the link'}
      submit="Save the link"
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (isSafe && run(editor, setLink({ href, words: words.trim() || name }))) onClose()
      }}
      more={
        here !== null && (
          <>
            <Button onPress={() => window.open(here.href, '_blank', 'noopener')}>Go there</Button>
            <Button
              kind="danger"
              onPress={() => {
                run(editor, removeLink)
                onClose()
              }}
            >
              Take the link away
            </Button>
          </>
        )
      }
    >
      <SelectField
        label="Leads to"
        value={target}
        choices={TARGETS}
        onChange={(next) => {
          setTarget(next)
          choose('', '')
          setTried(false)
        }}
      />
      {target === 'address' && (
        <TextField
          label="Address"
          value={href}
          onChange={setHref}
          autoFocus
          problem={
            isTried && !isSafe
              ? 'Please type a web address such as https://example.org or an e-mail address.'
              : undefined
          }
        />
      )}
      {target === 'place' && (
        <PlaceField editor={editor} targets={linkTargets} href={href} onChange={choose} />
      )}
      {target === 'standard' && (
        <StandardField
          href={href}
          onChange={({ framework, standard, label }) =>
            choose(linkToStandard(framework, standard), label)
          }
        />
      )}
      {target !== 'address' && isTried && !isSafe && (
        <p className="field-problem" role="alert">
          Please choose where it leads.
        </p>
      )}
      {needsWords && (
        <TextField
          label="Words to show"
          value={words}
          onChange={setWords}
          maxLength={300}
          description={name === '' ? undefined : `Left empty, it says “${name}”.`}
        />
      )}
    </FormDialog>
  )
}

function targetOf(href: string): Target {
  if (href.startsWith('#standard=')) return 'standard'
  return href.startsWith('#') || href.startsWith('/documents/') ? 'place' : 'address'
}
