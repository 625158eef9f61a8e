import '../strict-page.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { wearLook } from './look.ts'
import { YoungPage } from './young-page.tsx'
import '../styles/fonts.css'
import '../styles/tokens.css'
import '../styles/base.css'
import './look.css'
import './buttons.css'
import './young.css'
import './sheet.css'
import './comment-form.css'

const root = document.getElementById('root')
if (root === null) throw new Error('young.html has no #root')
wearLook()
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
)

function Page() {
  const [, , documentId = ''] = location.pathname.split('/')
  return <YoungPage documentId={documentId} />
}
