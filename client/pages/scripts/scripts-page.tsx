import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { readApi } from '../../api-seats.ts'
import type { ApiDescription } from '../../api-seats.ts'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useSeat } from '../enter/seat.ts'
import { describeRoutes } from './describe-routes.ts'
import type { RouteInWords } from './describe-routes.ts'
import './scripts-page.css'

/** How a script comes in and what it can ask for, made of the server's own description. */
export function ScriptsPage() {
  const { seat } = useSeat()
  const [api, setApi] = useState<ApiDescription | null>(null)
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    readApi().then(setApi, (failure: Error) => setProblem(failure.message))
  }, [])
  const { origin } = location
  return (
    <>
      <TopBar where="For scripts" menu={<PersonMenu />} />
      <MainPart title="For scripts" className="sheet scripts">
        <h1>For scripts</h1>
        <p className="lead">
          What people do with documents here, a script can do as well: with a token that has fewer
          rights than you, and a last day.
        </p>
        <section aria-labelledby="scripts-token">
          <h2 id="scripts-token">1. Make a token</h2>
          {seat.operations.includes('makeToken') ? (
            <p>
              Under <Link href="/seat">My seat and sessions</Link> say what the script is for, what
              it may do and until when. The token is shown once; keep it where only the script can
              read it.
            </p>
          ) : (
            <p>Officers make tokens, under My seat and sessions. Ask one of yours.</p>
          )}
        </section>
        <section aria-labelledby="scripts-ask">
          <h2 id="scripts-ask">2. Ask with curl</h2>
          <Code>{`TOKEN=folkmoot_…
curl -H "Authorization: Bearer $TOKEN" ${origin}/api/documents
curl -H "Authorization: Bearer $TOKEN" \\
  "${origin}/api/documents/DOCUMENT/export?format=markdown"
curl -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '{"template":"blank","title":"Notes"}' ${origin}/api/documents`}</Code>
          <p>
            A refusal is JSON with a <code>code</code> for the script and a <code>message</code> for
            people.
          </p>
        </section>
        <section aria-labelledby="scripts-join">
          <h2 id="scripts-join">3. Write along, live</h2>
          <p>
            The usual y-websocket client joins a document from Node, as the editor does. Its text is
            the Yjs fragment <code>body</code>.
          </p>
          <Code>{joining(origin)}</Code>
        </section>
        <section aria-labelledby="scripts-routes">
          <h2 id="scripts-routes">Everything there is to ask for</h2>
          <p>
            The same for programs: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).
          </p>
          {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
          {api === null && problem === undefined && <Waiting words="Looking up…" lines={5} />}
          {api !== null &&
            describeRoutes(api).map(({ subject, routes }) => (
              <details key={subject} className="scripts-group">
                <summary>
                  {subject} <span className="scripts-count">{routes.length}</span>
                </summary>
                <ul>
                  {routes.map((route) => (
                    <RouteItem key={`${route.method} ${route.path}`} route={route} />
                  ))}
                </ul>
              </details>
            ))}
        </section>
      </MainPart>
    </>
  )
}

/** A program of a few lines; the quotes keep its imports from being read as ours. */
function joining(origin: string): string {
  return [
    "import { WebsocketProvider } from 'y-websocket'",
    "import WebSocket from 'ws'",
    "import * as Y from 'yjs'",
    '',
    'const doc = new Y.Doc()',
    `const address = '${origin.replace(/^http/, 'ws')}/sync'`,
    "const provider = new WebsocketProvider(address, 'DOCUMENT', doc, {",
    '  WebSocketPolyfill: WebSocket,',
    "  protocols: ['folkmoot', process.env.TOKEN],",
    '})',
    "provider.on('sync', () => console.log(doc.getXmlFragment('body').toString()))",
  ].join('\n')
}

function RouteItem({ route }: { route: RouteInWords }) {
  const { method, path, about, takes, isForScripts } = route
  return (
    <li>
      <p className="scripts-route">
        <code>
          <strong>{method}</strong> {path}
        </code>
      </p>
      <p>
        {about}.
        {!isForScripts && <span className="scripts-people"> For people, not for scripts.</span>}
      </p>
      {takes.length > 0 && <p className="scripts-takes">Takes {takes.join(', ')}.</p>}
    </li>
  )
}

function Code({ children }: { children: string }) {
  return (
    <pre className="scripts-code">
      <code>{children}</code>
    </pre>
  )
}
