import { useEffect, useMemo, useState } from 'react'
import { encode } from 'uqr'
import type { GroupLinkSummary, YouthGroup } from '../../../shared/api-young.ts'
import { showJoinCode } from '../../../shared/young/join-code.ts'
import { wordsOfDate } from '../../../shared/reading/edtf.ts'
import { listYouthGroups } from '../../api-young.ts'
import { Button } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { joinAddress } from './words.ts'
import './youth-groups.css'

interface Found {
  group: YouthGroup
  link: GroupLinkSummary
}

/** A page to print and hang up: the QR code, the code, and whom to ask. */
export function PosterPage({ groupId, linkId }: { groupId: string; linkId: string }) {
  const [found, setFound] = useState<Found | null>(null)
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    listYouthGroups().then(
      ({ groups }) => {
        const group = groups.find(({ id }) => id === groupId)
        const link = group?.links.find(({ id }) => id === linkId)
        if (group !== undefined && link !== undefined) setFound({ group, link })
        else setProblem('There is no such link.')
      },
      (failure: Error) => setProblem(failure.message),
    )
  }, [groupId, linkId])
  return (
    <>
      <TopBar where="Poster" menu={<PersonMenu />} />
      <MainPart title="Poster" className="sheet youth">
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        {found === null ? (
          problem === undefined && <Waiting words="Drawing the poster…" />
        ) : (
          <Poster {...found} />
        )}
      </MainPart>
    </>
  )
}

function Poster({ group, link }: Found) {
  const address = joinAddress(link.code)
  return (
    <>
      <div className="poster-tools">
        <Button kind="primary" onPress={() => print()}>
          Print
        </Button>
      </div>
      <article className="poster">
        <p className="poster-lead">Have your say</p>
        <h1>{group.name}</h1>
        <p>Scan this with your phone:</p>
        <QrCode text={address} />
        <p>
          or go to <strong>{location.host}/join</strong> and type
        </p>
        <p className="poster-code">{showJoinCode(link.code)}</p>
        <p>No name, no e-mail: a nickname is enough.</p>
        <p className="poster-foot">
          Ask {link.adult.name}. This code works until {wordsOfDate(link.until)}.
        </p>
      </article>
    </>
  )
}

/** Drawn as one path, so that it prints sharp at any size; the address stands below in words. */
function QrCode({ text }: { text: string }) {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(text, { ecc: 'M', border: 2 })
    const cells = data.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
    )
    return { size, path: cells.join('') }
  }, [text])
  return (
    <svg className="poster-qr" viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}
