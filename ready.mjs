// Makes a checkout ready to run, with Node's own modules only: installs the packages when the
// lock file changed, builds when a source changed, and for tests finds or installs Chromium.
//   node ready.mjs          packages
//   node ready.mjs build    packages, then dist/
//   node ready.mjs test     packages, dist/, then a Chromium for the browser tests
// Everything it says goes to standard error, so that commands which print data stay clean.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const goal = process.argv[2] ?? 'packages'
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  stop(`Folkmoot needs Node 20.19 or newer; this is Node ${process.versions.node}.`)
}
process.chdir(import.meta.dirname)
installPackages()
if (goal === 'build' || goal === 'test') build()
if (goal === 'test') findChromium()

function installPackages() {
  const lock = digest(['package-lock.json'])
  if (read('node_modules/.ready') === lock) return
  say('Installing packages …')
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync('node_modules/.ready', lock)
}

function build() {
  const sources = ['client', 'server', 'shared'].flatMap(filesBelow).sort()
  const state = digest([...sources, 'vite.config.ts', 'bundles.ts', 'package-lock.json'])
  if (read('dist/.ready') === state) return
  say('Building …')
  run('npm', ['run', 'build', '--silent', '--', '--logLevel=warn'])
  mkdirSync('dist', { recursive: true })
  writeFileSync('dist/.ready', state)
}

function findChromium() {
  const known = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ]
  if (known.some((path) => path && existsSync(path))) return
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  if (existsSync(mac)) return
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium for the browser tests …')
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
    return
  }
  stop(
    'The browser tests need Chromium. Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.',
  )
}

function run(command, args) {
  // Standard output of the tools is sent to standard error: see the top of the file.
  const result = spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_ENV: '' },
  })
  if (result.status !== 0) stop(`${command} ${args.join(' ')} failed.`)
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

function digest(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

function say(text) {
  process.stderr.write(`${text}\n`)
}

function stop(text) {
  say(text)
  process.exit(1)
}
