/** Puts a file among the downloads of this device. */
export function saveFile(name: string, file: Blob): void {
  const link = window.document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
