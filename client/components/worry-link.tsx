import './worry-link.css'

/** Where there is no menu: to who can help, and to reporting a concern. */
export function WorryLink() {
  return (
    <a className="worry-link" href="/worried">
      Worried about somebody?
    </a>
  )
}
