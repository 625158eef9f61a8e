import { Button } from '../../components/button.tsx'
import { stopYoungView } from '../../components/young-view.ts'
import './view-banner.css'

/** Above every page while an officer looks around as a young person would. */
export function ViewBanner() {
  return (
    <section className="view-banner" aria-label="Looking around">
      <p>You see what a young person of this group sees. Nothing you do here changes anything.</p>
      <Button onPress={stopYoungView}>Stop looking</Button>
    </section>
  )
}
