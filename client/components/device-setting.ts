/** Choices kept on this device. Where storage is switched off they last as long as the page. */

const unkept = new Map<string, string>()

export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(name) ?? unkept.get(name) ?? null
  } catch {
    return unkept.get(name) ?? null // storage is switched off
  }
}

export function writeSetting(name: string, value: string): void {
  unkept.set(name, value)
  try {
    localStorage.setItem(name, value)
  } catch {
    // Storage is switched off or full: see above.
  }
}
