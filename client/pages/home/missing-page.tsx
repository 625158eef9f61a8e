import { ButtonLink } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'

/** For an address nothing lives at. */
export function MissingPage() {
  return (
    <>
      <TopBar menu={<PersonMenu />} />
      <MainPart title="Nothing here" className="sheet">
        <h1>There is nothing at this address</h1>
        <p className="lead">The link may be old or cut short. Ask whoever sent it for a new one.</p>
        <p>
          <ButtonLink href="/" kind="primary">
            All documents
          </ButtonLink>
        </p>
      </MainPart>
    </>
  )
}
