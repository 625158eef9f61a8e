import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { showToast } from './toast.tsx'
import './secret-address.css'

/** An address that opens something by itself, to copy now: it is not shown again. */
export function SecretAddress({ words, address }: { words: string; address: string }) {
  return (
    <Notice
      kind="info"
      title={words}
      actions={
        <Button
          icon="copy"
          onPress={() => {
            navigator.clipboard.writeText(address).then(
              () => showToast({ words: 'Copied.' }),
              () => showToast({ words: 'Please select the words and copy them.' }),
            )
          }}
        >
          Copy
        </Button>
      }
    >
      <p>It is shown this once.</p>
      <p>
        <code className="secret-address">{address}</code>
      </p>
    </Notice>
  )
}
