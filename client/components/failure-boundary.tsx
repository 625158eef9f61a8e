import { Component } from 'react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { MainPart } from './main-part.tsx'
import { TopBar } from './top-bar.tsx'

interface Props {
  /** Where the reader is; going somewhere else tries again. */
  place: string
  children: ReactNode
}

interface State {
  hasFailed: boolean
  place: string
}

/** Stands in for a page that broke or could not be fetched, and says what to do. */
export class FailureBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false, place: this.props.place }

  static getDerivedStateFromError(): Partial<State> {
    return { hasFailed: true }
  }

  static getDerivedStateFromProps({ place }: Props, before: State): State | null {
    return place === before.place ? null : { hasFailed: false, place }
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <>
        <TopBar />
        <MainPart title="Something went wrong" className="sheet">
          <h1>This page could not be shown</h1>
          <p className="lead">
            What was saved is safe on the server. Load the page again; if that does not help, your
            connection may be down.
          </p>
          <p>
            <Button kind="primary" onPress={() => window.location.reload()}>
              Load the page again
            </Button>
          </p>
        </MainPart>
      </>
    )
  }
}
