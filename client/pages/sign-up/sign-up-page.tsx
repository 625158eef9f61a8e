import { useCallback, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { percentOf } from '../../../shared/sign-up.ts'
import type { SignUpRegister } from '../../../shared/sign-up.ts'
import { readRegister } from '../../api-approval.ts'
import { Button } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useSeat } from '../enter/seat.ts'
import { AskPartnersForm } from './ask-partners-form.tsx'
import { RegisterTable } from './register-table.tsx'
import './sign-up-page.css'

/** Which partners have signed up to which version of a document, to read and to print. */
export function SignUpPage({ documentId }: { documentId: string }) {
  const [register, setRegister] = useState<SignUpRegister>()
  const [problem, setProblem] = useState<string>()
  const { seat } = useSeat()
  const look = useCallback(() => {
    readRegister(documentId).then(
      (found) => {
        setRegister(found)
        setProblem(undefined)
      },
      (failure: Error) => setProblem(failure.message),
    )
  }, [documentId])
  useEffect(look, [look])
  const title = register?.title ?? 'The document'
  return (
    <>
      <TopBar
        where={<Link href={`/documents/${documentId}`}>{title}</Link>}
        menu={<PersonMenu />}
      />
      <MainPart title={`Sign-up – ${title}`} className="sheet sign-up">
        <h1>Sign-up by partners</h1>
        <p className="sign-up-print">{title}</p>
        {problem !== undefined && (
          <Notice kind="problem" actions={<Button onPress={look}>Try again</Button>}>
            {problem}
          </Notice>
        )}
        {register === undefined && problem === undefined && (
          <Waiting words="Looking up…" lines={6} />
        )}
        {register !== undefined && (
          <>
            <ul className="sign-up-counts">
              {register.versions
                .filter(({ asked }) => asked > 0)
                .map((version) => (
                  <li key={version.version}>{countInWords(version, register.partners)}</li>
                ))}
            </ul>
            <div className="sign-up-tools">
              <Button onPress={() => print()}>Print</Button>
              <Link href={`/documents/${documentId}/approval`}>Approval and publishing</Link>
            </div>
            <RegisterTable documentId={documentId} register={register} onChange={look} />
            {seat.operations.includes('runApproval') && (
              <AskPartnersForm documentId={documentId} register={register} onAsked={look} />
            )}
          </>
        )}
      </MainPart>
    </>
  )
}

function countInWords(
  { label, asked, signed, outstanding }: SignUpRegister['versions'][number],
  partners: number,
): string {
  const percent = percentOf(signed, partners)
  return `${label}: ${signed} of ${partners} partners have signed up (${percent}%). ${asked} asked, ${outstanding} outstanding.`
}
