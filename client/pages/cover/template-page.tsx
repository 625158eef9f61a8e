import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import {
  BASIC_PARTS,
  KNOWN_PARTS,
  isAlwaysNeeded,
  isKnownPart,
  knownPart,
} from '../../../shared/cover/cover-template.ts'
import type { CoverPart } from '../../../shared/cover/cover-template.ts'
import { readCoverTemplate, writeCoverTemplate } from '../../api-cover.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import '../approval/approval-page.css'
import './cover.css'

/** The parts that cover reports of this authority have. */
export function CoverTemplatePage() {
  const [parts, setParts] = useState<readonly CoverPart[]>()
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  useEffect(() => {
    readCoverTemplate().then(
      (template) => setParts(template.parts),
      (failure: Error) => setProblem(failure.message),
    )
  }, [])

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (parts === undefined) return
    setPending(true)
    writeCoverTemplate({ parts: [...parts] })
      .then(
        (template) => {
          setParts(template.parts)
          setProblem(undefined)
          showToast({ words: 'Reports that are written from now on have these parts.' })
        },
        (failure: Error) => setProblem(failure.message),
      )
      .finally(() => setPending(false))
  }

  return (
    <>
      <TopBar menu={<PersonMenu />} />
      <MainPart title="Parts of cover reports" className="sheet cover-template">
        <h1>Parts of cover reports</h1>
        <p className="lead">
          In this order, under these headings. A report that is being written keeps the parts it
          began with.
        </p>
        {parts === undefined && problem === undefined && <Waiting words="Looking up…" lines={6} />}
        {parts !== undefined && (
          <form onSubmit={handleSubmit} noValidate>
            <ol className="cover-parts">
              {parts.map((part, at) => (
                <PartFields
                  key={part.key}
                  part={part}
                  at={at}
                  count={parts.length}
                  onChange={(changed) => setParts(parts.with(at, changed))}
                  onMove={(to) => setParts(moved(parts, at, to))}
                  onRemove={() => setParts(parts.toSpliced(at, 1))}
                />
              ))}
            </ol>
            {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
            <div className="approval-actions cover-add">
              <AddPart parts={parts} onAdd={setParts} />
              <Button type="submit" kind="primary" isPending={isPending}>
                Keep these parts
              </Button>
            </div>
          </form>
        )}
        {parts === undefined && problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      </MainPart>
    </>
  )
}

interface PartFieldsProps {
  part: CoverPart
  at: number
  count: number
  onChange: (part: CoverPart) => void
  onMove: (to: number) => void
  onRemove: () => void
}

function PartFields({ part, at, count, onChange, onMove, onRemove }: PartFieldsProps) {
  const name = part.title === '' ? `part ${at + 1}` : part.title
  return (
    <li className="cover-part">
      <TextField
        label={part.isImplication ? `Heading ${at + 1}, an implication` : `Heading ${at + 1}`}
        value={part.title}
        onChange={(title) => onChange({ ...part, title })}
        maxLength={120}
      />
      <div className="cover-part-tools">
        {isAlwaysNeeded(part) ? (
          <span className="cover-soft">Always filled in</span>
        ) : (
          <Checkbox
            isChecked={part.isNeeded}
            onChange={(isNeeded) => onChange({ ...part, isNeeded })}
          >
            Has to be filled in
          </Checkbox>
        )}
        <span className="cover-part-buttons">
          <IconButton
            label={`Move ${name} up`}
            icon="arrowUp"
            isDisabled={at === 0}
            onPress={() => onMove(at - 1)}
          />
          <IconButton
            label={`Move ${name} down`}
            icon="arrowDown"
            isDisabled={at === count - 1}
            onPress={() => onMove(at + 1)}
          />
          {!BASIC_PARTS.some((key) => key === part.key) && (
            <IconButton label={`Take out ${name}`} icon="close" onPress={onRemove} />
          )}
        </span>
      </div>
    </li>
  )
}

const IMPLICATION = 'implication'

/** Another implication, or a part that was taken out. */
function AddPart({
  parts,
  onAdd,
}: {
  parts: readonly CoverPart[]
  onAdd: (parts: readonly CoverPart[]) => void
}) {
  const [chosen, setChosen] = useState<string>(IMPLICATION)
  const missing = Object.entries(KNOWN_PARTS)
    .filter(([key]) => parts.every((part) => part.key !== key))
    .map(([value, label]) => ({ value, label }))
  const isFull = parts.length >= 40
  const add = () =>
    onAdd(
      isKnownPart(chosen) && missing.some(({ value }) => value === chosen)
        ? [...parts, knownPart(chosen)]
        : withImplication(parts),
    )
  if (missing.length === 0) {
    return (
      <Button icon="plus" isDisabled={isFull} onPress={add}>
        Add an implication
      </Button>
    )
  }
  return (
    <>
      <SelectField
        label="Another part"
        value={missing.some(({ value }) => value === chosen) ? chosen : IMPLICATION}
        choices={[{ value: IMPLICATION, label: 'An implication' }, ...missing]}
        onChange={setChosen}
      />
      <Button icon="plus" isDisabled={isFull} onPress={add}>
        Add it
      </Button>
    </>
  )
}

function moved(parts: readonly CoverPart[], from: number, to: number): CoverPart[] {
  const part = parts[from]
  return part === undefined ? [...parts] : parts.toSpliced(from, 1).toSpliced(to, 0, part)
}

/** Behind the last implication, under a key that no part has. */
function withImplication(parts: readonly CoverPart[]): CoverPart[] {
  const last = parts.findLastIndex(({ isImplication }) => isImplication)
  const taken = new Set(parts.map(({ key }) => key))
  let number = 1
  while (taken.has(`own${number}`)) number += 1
  return parts.toSpliced(last < 0 ? parts.length : last + 1, 0, {
    key: `own${number}`,
    title: '',
    isImplication: true,
    isNeeded: true,
  })
}
