import {
  Button as AriaButton,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
  Text,
} from 'react-aria-components/Toast'
import { Icon } from './icons.tsx'
import './toast.css'

export interface ToastMessage {
  words: string
  kind?: 'done' | 'problem'
  /** Offered as a button; the toast then stays until it is used or closed. */
  action?: { label: string; onPress: () => void }
}

const READING_TIME_MS = 6000

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 })

/** Says what just happened, at the foot of the window. Returns what takes it away again. */
export function showToast(message: ToastMessage): () => void {
  const mayFade = message.action === undefined && message.kind !== 'problem'
  const key = queue.add(message, mayFade ? { timeout: READING_TIME_MS } : undefined)
  return () => queue.close(key)
}

/**
 * Where toasts appear: one on every page, a landmark reached with F6. It names itself by how many
 * there are; a fixed name would keep it from being found again after it was empty.
 */
export function ToastRegion() {
  return (
    <AriaToastRegion queue={queue} className="toast-region">
      {({ toast }) => (
        <AriaToast toast={toast} className={`toast toast-${toast.content.kind ?? 'done'}`}>
          <ToastContent className="toast-words">
            <Text slot="title">{toast.content.words}</Text>
          </ToastContent>
          {toast.content.action !== undefined && (
            <AriaButton
              className="toast-action"
              onPress={() => {
                toast.content.action?.onPress()
                queue.close(toast.key)
              }}
            >
              {toast.content.action.label}
            </AriaButton>
          )}
          <AriaButton slot="close" className="toast-close" aria-label="Close the message">
            <Icon name="close" size={18} />
          </AriaButton>
        </AriaToast>
      )}
    </AriaToastRegion>
  )
}
