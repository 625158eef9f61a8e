import { MainPart } from '../../components/main-part.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useSeat } from '../enter/seat.ts'
import { ConcernsPart } from './concerns-part.tsx'
import { SettingsPart } from './settings-part.tsx'
import './safeguarding-page.css'

/** Those who look after people's safety read concerns here; officers say who they are. */
export function SafeguardingPage() {
  const { seat } = useSeat()
  return (
    <>
      <TopBar where="Safeguarding" menu={<PersonMenu />} />
      <MainPart title="Safeguarding" className="sheet safeguarding">
        <h1>Safeguarding</h1>
        {seat.operations.includes('handleConcern') && <ConcernsPart />}
        {seat.operations.includes('manageSafety') && <SettingsPart />}
        {!['handleConcern', 'manageSafety'].some((each) =>
          seat.operations.some((own) => own === each),
        ) && <p>Concerns are read by the safeguarding lead and deputy alone.</p>}
      </MainPart>
    </>
  )
}
