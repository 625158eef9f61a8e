import './strict-page.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/page.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
// The editor is on its way while the page still asks who is there.
if (location.pathname.startsWith('/documents/')) void import('./pages/document/document-page.tsx')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
