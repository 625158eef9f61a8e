/** The kinds of files a document can leave as, in the order they are offered in. */
export const EXPORT_FORMATS = {
  docx: { name: 'Word file', about: 'To go on working in Word, or to print' },
  pdf: { name: 'PDF', about: 'To print, send or publish; can be read aloud' },
  html: { name: 'Web page', about: 'One file that any browser opens' },
  markdown: { name: 'Plain text', about: 'Markdown, opens anywhere' },
  xlsx: { name: 'Plans for Excel', about: 'To work on the actions and bring them back' },
  csv: { name: 'Plans as CSV', about: 'The actions with their ids, for other programs' },
  zip: { name: 'Decision pack', about: 'All kinds of files, versions and checksums in one zip' },
  json: { name: 'JSON', about: 'Everything, for other programs' },
} as const

export type ExportName = keyof typeof EXPORT_FORMATS

/** In the order they are offered in. */
export const EXPORT_NAMES = [
  'docx',
  'pdf',
  'html',
  'markdown',
  'xlsx',
  'csv',
  'zip',
  'json',
] as const satisfies readonly ExportName[]
