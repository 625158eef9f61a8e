import type { ConsultationRequest, YoungSection } from '../../../shared/consultations.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { TextArea } from '../../components/text-area.tsx'

export interface SectionFieldsProps {
  sections: readonly YoungSection[]
  fixed: ConsultationRequest['fixed']
  plain: ConsultationRequest['plain']
  onChange: (change: Pick<Partial<ConsultationRequest>, 'fixed' | 'plain'>) => void
}

/** Section by section: a plain version, and whether it can change. */
export function SectionFields({ sections, fixed, plain, onChange }: SectionFieldsProps) {
  const write = (block: string, words: string) => {
    const others = plain.filter((each) => each.block !== block)
    onChange({ plain: words === '' ? others : [...others, { block, words }] })
  }
  const fix = (block: string, why: string | null) => {
    const others = fixed.filter((each) => each.block !== block)
    onChange({ fixed: why === null ? others : [...others, { block, why }] })
  }
  return (
    <details className="asking-sections">
      <summary>Plain words and fixed parts, section by section</summary>
      {sections.map(({ id, heading }) => {
        const why = fixed.find(({ block }) => block === id)?.why
        return (
          <fieldset key={id}>
            <legend>{heading === '' ? 'The beginning' : heading}</legend>
            <TextArea
              label="In plain words"
              value={plain.find(({ block }) => block === id)?.words ?? ''}
              onChange={(words) => write(id, words)}
              maxLength={2000}
              rows={2}
            />
            <Checkbox
              isChecked={why !== undefined}
              onChange={(isFixed) => fix(id, isFixed ? 'It is decided already.' : null)}
            >
              This part cannot change
            </Checkbox>
            {why !== undefined && (
              <TextArea
                label="Why it cannot change"
                value={why}
                onChange={(words) => fix(id, words)}
                maxLength={300}
                rows={2}
              />
            )}
          </fieldset>
        )
      })}
    </details>
  )
}
