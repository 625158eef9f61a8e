import type { AdoptRequest, Adoption, AdoptionsResponse } from '../shared/adoption.ts'
import { ask, documentPath } from './api.ts'

/** Organisations adopt a published charter. */

export function readAdoptions(documentId: string): Promise<AdoptionsResponse> {
  return ask('GET', `${documentPath(documentId)}/adoptions`)
}

export function adoptCharter(documentId: string, request: AdoptRequest): Promise<Adoption> {
  return ask('POST', `${documentPath(documentId)}/adoptions`, request)
}

export function endAdoption(
  documentId: string,
  adoption: string,
  reason: string,
): Promise<Adoption> {
  const path = `${documentPath(documentId)}/adoptions/${encodeURIComponent(adoption)}/end`
  return ask('POST', path, { reason })
}
