import { guardTrustedTypes } from './trusted-types.ts'

/** Stands before all other code of a page: see main.tsx. */
guardTrustedTypes()

// Zod would try whether it may make functions of text, which the page's rules refuse and report.
Reflect.set(globalThis, '__zod_globalConfig', { jitless: true })
