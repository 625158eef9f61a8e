import { useEffect, useState } from 'react'

/** Reads with a voice of the device, so that no words leave it; null where it has none. */
export function useReadAloud(): { isReading: boolean; toggle: (text: string) => void } | null {
  const [isReading, setReading] = useState(false)
  useEffect(() => () => window.speechSynthesis?.cancel(), [])
  if (!('speechSynthesis' in window)) return null
  const toggle = (text: string) => {
    speechSynthesis.cancel()
    if (isReading) {
      setReading(false)
      return
    }
    const speech = new SpeechSynthesisUtterance(text)
    speech.lang = 'en-GB'
    const voice = speechSynthesis
      .getVoices()
      .find((each) => each.localService && each.lang.startsWith('en'))
    if (voice !== undefined) speech.voice = voice
    speech.addEventListener('end', () => setReading(false))
    speech.addEventListener('error', () => setReading(false))
    speechSynthesis.speak(speech)
    setReading(true)
  }
  return { isReading, toggle }
}
