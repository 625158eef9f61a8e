/** How a load harness starts Folkmoot and reaches a room of it. */
declare const adapter: {
  name: string
  persists: boolean
  settleMs: number
  command(options: { port: number; dir: string }): {
    cmd: string
    args: string[]
    cwd: string
    env: Record<string, string>
  }
  path(room: string, clientNo: number): string
}
export default adapter
