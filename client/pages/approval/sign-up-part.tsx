import { Link } from 'wouter'
import { VERBS, openSignUps, settledBy } from '../../../shared/approval.ts'
import { DecideForm } from './decide-form.tsx'
import type { RoutePartProps } from './route-part.tsx'

/** How many partners have signed up, and answering for one's own. */
export function SignUpPart({
  approval,
  route,
  onDecided,
}: Pick<RoutePartProps, 'approval' | 'route' | 'onDecided'>) {
  const { documentId, described } = approval
  const { signUps } = route
  const register = <Link href={`/documents/${documentId}/sign-up`}>Sign-up by partners</Link>
  if (signUps.length === 0) return <p>{register}</p>
  const signed = signUps.filter((each) => settledBy(each)?.outcome === 'agreed').length
  const mine = openSignUps(route).filter(({ id }) => described.mine.some(({ step }) => step === id))
  // An approver could answer for every partner, which belongs into the register.
  const own = mine.length === 1 ? mine[0] : undefined
  return (
    <div className="approval-stage">
      <p>
        {register}: {signed} of {signUps.length} asked
      </p>
      {own !== undefined && (
        <>
          <h3>
            {own.body}: {VERBS[own.verb].toLowerCase()}
          </h3>
          <DecideForm documentId={documentId} route={route} step={own} onDecided={onDecided} />
        </>
      )}
    </div>
  )
}
