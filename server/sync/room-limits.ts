export interface RoomLimits {
  /** From the last edit to `onQuiet`. */
  quietMs: number
  /** From the last use until the Y.Doc is dropped; once more until its bytes are. */
  idleMs: number
  /** Records of the log after which it is compacted under way. */
  compactAfter: number
  documentBytes: number
  /** What one room keeps in memory while storing fails. */
  heldBytes: number
  /** What may wait to be sent to newcomers, beside one text. */
  answerBytes: number
  /** The least time from one write of edits to the disk to the next, over all rooms. */
  commitGapMs: number
}
