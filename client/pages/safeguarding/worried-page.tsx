import { DoorCard } from '../enter/door-card.tsx'
import { ReportForm } from './report-form.tsx'

/** For everybody, with a seat or without: reached from doors, links and published pages. */
export function WorriedPage() {
  return (
    <DoorCard title="Worried about somebody?" hasWorry={false}>
      <ReportForm documentId={null} mayReport />
    </DoorCard>
  )
}
