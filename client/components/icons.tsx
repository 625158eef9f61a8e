import type { ReactNode } from 'react'

/**
 * Our own small icon set, drawn on a 20 px grid with one stroke. Icons are decoration: the control
 * around them carries the name.
 */
const SHAPES = {
  menu: <path d="M3 5.5h14M3 10h14M3 14.5h14" />,
  plus: <path d="M10 4v12M4 10h12" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  check: <path d="m4 10.5 4 4 8-9" />,
  more: (
    <g fill="currentColor" stroke="none">
      <circle cx="4.5" cy="10" r="1.6" />
      <circle cx="10" cy="10" r="1.6" />
      <circle cx="15.5" cy="10" r="1.6" />
    </g>
  ),
  comment: <path d="M3.5 4.5h13v9H9l-3.5 3v-3h-2Z" />,
  search: (
    <>
      <circle cx="8.75" cy="8.75" r="5.25" />
      <path d="m12.75 12.75 4 4" />
    </>
  ),
  warning: (
    <>
      <path d="M10 3.25 17.75 16.5H2.25Z" />
      <path d="M10 8v4M10 14.1v.4" />
    </>
  ),
  info: (
    <>
      <circle cx="10" cy="10" r="7.25" />
      <path d="M10 9v4.75M10 6.1v.4" />
    </>
  ),
  arrowRight: <path d="M4 10h12M11 5l5 5-5 5" />,
  arrowLeft: <path d="M16 10H4M9 5l-5 5 5 5" />,
  arrowUp: <path d="M10 16V4M5 9l5-5 5 5" />,
  arrowDown: <path d="M10 4v12M5 11l5 5 5-5" />,
  chevronDown: <path d="m5 7.5 5 5 5-5" />,
  chevronRight: <path d="m7.5 5 5 5-5 5" />,
  undo: <path d="M7.5 4 4 7.5 7.5 11M4 7.5h7.5a4.25 4.25 0 0 1 0 8.5H8" />,
  redo: <path d="M12.5 4 16 7.5 12.5 11M16 7.5H8.5a4.25 4.25 0 0 0 0 8.5H12" />,
  bold: <path strokeWidth="2" d="M6 4h4.5a3 3 0 0 1 0 6H6Zm0 6h5.25a3 3 0 0 1 0 6H6Z" />,
  italic: <path d="M8.5 4h6M5.5 16h6M11.5 4l-3 12" />,
  underline: <path d="M6 3.5v6a4 4 0 0 0 8 0v-6M5 16.75h10" />,
  strike: (
    <path d="M3.5 10h13M13.5 6.75C13 5 11.75 4 10 4 8 4 6.5 5 6.5 6.75M6.5 13.25C7 15 8.25 16 10 16c2 0 3.5-1 3.5-2.75" />
  ),
  heading: <path d="M5 4v12M15 4v12M5 10h10" />,
  list: (
    <>
      <path d="M8 5.5h9M8 10h9M8 14.5h9" />
      <g fill="currentColor" stroke="none">
        <circle cx="4" cy="5.5" r="1.3" />
        <circle cx="4" cy="10" r="1.3" />
        <circle cx="4" cy="14.5" r="1.3" />
      </g>
    </>
  ),
  orderedList: (
    <path d="M9 5.5h8M9 10h8M9 14.5h8M3.25 4.25 4.5 3.5V8M3 12.25c.5-1 2.5-1 2.5.25S3 14.5 3 16h2.75" />
  ),
  clauses: (
    <path d="M9 4.5h8M12 10h5M12 15.5h5M3 3.25l1.5-.75v4.25M6.5 9l1.25-.75v4.25M6.5 14.5l1.25-.75V18M4.5 10.6v.1M4.5 16v.1" />
  ),
  quote: (
    <path d="M4 15c2.5-.75 4-2.75 4-5.75V5H3.5v4.5H8M12.5 15c2.5-.75 4-2.75 4-5.75V5H12v4.5h4.5" />
  ),
  callout: <path d="M3.5 4h13v9.5H10L6.5 16.5v-3h-3Z" />,
  table: <path d="M3 4h14v12H3ZM3 8h14M3 12h14M8.5 8v8" />,
  actionTable: (
    <path d="M3 4h14v12H3ZM3 8h14M3 12h14M5 6h5M5.2 10l.7.7L7.3 9.2M9.5 10H15M5.2 14l.7.7 1.4-1.5M9.5 14H15" />
  ),
  image: (
    <>
      <path d="M3 4h14v12H3ZM3 13.5l4-4 3.5 3.5 2.5-2.5 4 4" />
      <circle cx="12.75" cy="7.5" r="1.25" />
    </>
  ),
  link: (
    <path d="M8.5 11.5a3 3 0 0 0 4.25 0l3-3A3 3 0 0 0 11.5 4.25l-1 1M11.5 8.5a3 3 0 0 0-4.25 0l-3 3A3 3 0 0 0 8.5 15.75l1-1" />
  ),
  footnote: <path d="M3 6h7M3 10.5h9M3 15h12M14.25 4.25 15.5 3.5V8" />,
  columns: <path d="M3 4h14v12H3ZM7.67 4v12M12.33 4v12" />,
  handle: (
    <g fill="currentColor" stroke="none">
      <circle cx="7.5" cy="5" r="1.3" />
      <circle cx="12.5" cy="5" r="1.3" />
      <circle cx="7.5" cy="10" r="1.3" />
      <circle cx="12.5" cy="10" r="1.3" />
      <circle cx="7.5" cy="15" r="1.3" />
      <circle cx="12.5" cy="15" r="1.3" />
    </g>
  ),
  copy: <path d="M7 7h10v10H7ZM13 7V3H3v10h4" />,
  trash: <path d="M3.5 5.5h13M8 5.5V3.5h4v2M5.25 5.5 6 16.5h8l.75-11M8.5 8.5v5M11.5 8.5v5" />,
  pencil: <path d="m4 16 .75-3.5L13.5 3.75l2.75 2.75L7.5 15.25ZM11.75 5.5l2.75 2.75" />,
  file: <path d="M5 2.5h6.5L15 6v11.5H5ZM11.5 2.5V6H15" />,
  wordFile: <path d="M5 2.5h6.5L15 6v11.5H5ZM11.5 2.5V6H15M7 9.5l1.25 5 1.75-4 1.75 4 1.25-5" />,
  template: <path d="M3.5 3.5h13v13h-13ZM6 6.75h8M6 10h4.5M6 13.25h4.5M13 10h1M13 13.25h1" />,
  upload: <path d="M10 13V3.5M6 7.5l4-4 4 4M3.5 12.5v4h13v-4" />,
  download: <path d="M10 3.5V13M6 9l4 4 4-4M3.5 12.5v4h13v-4" />,
  people: (
    <>
      <circle cx="7.25" cy="7" r="2.75" />
      <path d="M2.25 16c0-3 2.25-4.5 5-4.5s5 1.5 5 4.5M12 4.5a2.75 2.75 0 0 1 0 5.25M14 11.75c2.25.5 3.75 1.9 3.75 4.25" />
    </>
  ),
  offline: (
    <path d="m3 3 14 14M6 14.5h7.5M5.75 14.5a3.25 3.25 0 0 1-.5-6.45M8 5.6A4.75 4.75 0 0 1 14.5 9a2.9 2.9 0 0 1 1.9 4.6" />
  ),
  keyboard: <path d="M2.5 5h15v10h-15ZM5.5 8h.1M8.5 8h.1M11.5 8h.1M14.5 8h.1M5.5 12h9" />,
  filter: <path d="M3 5h14M5.5 10h9M8 15h4" />,
  eyeOff: (
    <path d="m3 3 14 14M8 5.2A8.5 8.5 0 0 1 18 10a11 11 0 0 1-2.3 2.9M5 6.7A10.500 10.500 0 0 0 2 10c1.500 3 4.500 5 8 5 1.400 0 2.700-.3 3.800-.8M8.300 8.400a2.250 2.250 0 0 0 3.200 3.200" />
  ),
} as const satisfies Record<string, ReactNode>

export type IconName = keyof typeof SHAPES

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[name]}
    </svg>
  )
}
