/** Rights, erasing, approving, publishing and bulk export need a proof no older than this. */
export const PROOF_MINUTES = 10
