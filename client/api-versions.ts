import type { DocumentSummary } from '../shared/api.ts'
import type {
  BringBackRequest,
  BringBackResponse,
  CompareResponse,
  CopyVersionRequest,
  MakeVersionRequest,
  VersionSummary,
  VersionsResponse,
  WithdrawVersionRequest,
} from '../shared/api-versions.ts'
import { documentPath, ask } from './api.ts'

export function listVersions(documentId: string): Promise<VersionsResponse> {
  return ask('GET', `${documentPath(documentId)}/versions`)
}

export function makeVersion(
  documentId: string,
  input: MakeVersionRequest,
): Promise<VersionSummary> {
  return ask('POST', `${documentPath(documentId)}/versions`, input)
}

export function withdrawVersion(
  documentId: string,
  versionId: string,
  input: WithdrawVersionRequest,
): Promise<VersionSummary> {
  return ask('POST', `${versionPath(documentId, versionId)}/withdrawal`, input)
}

export function copyVersion(
  documentId: string,
  versionId: string,
  input: CopyVersionRequest,
): Promise<DocumentSummary> {
  return ask('POST', `${versionPath(documentId, versionId)}/copy`, input)
}

/** Each is the id of a version or safety point, or `live`. */
export function compareVersions(
  documentId: string,
  { before, after }: { before: string; after: string },
): Promise<CompareResponse> {
  const query = new URLSearchParams({ before, after })
  return ask('GET', `${documentPath(documentId)}/compare?${query}`)
}

export function bringBack(documentId: string, input: BringBackRequest): Promise<BringBackResponse> {
  return ask('POST', `${documentPath(documentId)}/bring-back`, input)
}

function versionPath(documentId: string, versionId: string): string {
  return `${documentPath(documentId)}/versions/${encodeURIComponent(versionId)}`
}
