// Starts the demonstration on a free port, in a folder of its own, and stops it afterwards.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

export const root = fileURLToPath(new URL('../..', import.meta.url))

// The longest that filling Wendale may take on a slow machine before the tests give up, in milliseconds.
const READY_WITHIN = 120_000

export function executable () {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target')
  const found = process.env.ALONGSIDE ?? join(target, 'debug', 'alongside')
  if (!existsSync(found)) throw new Error(`${found} is not there: cargo build --package alongside`)
  return found
}

export function freePort () {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** A folder of a test's own. */
export const ownFolder = () => mkdtempSync(join(tmpdir(), 'alongside-test-'))

/** A running demonstration: its address, its cast, and how to stop it. */
export async function serve () {
  const folder = ownFolder()
  const running = await start(folder, `127.0.0.1:${await freePort()}`, ['demo', '--data', folder])
  return { ...running, cast: JSON.parse(readFileSync(join(folder, 'wendale.json'), 'utf8')) }
}

/** Starts a role that serves, waits until it is ready, and says how to stop it; its folder goes with it. */
export async function start (folder, listen, role, environment = {}) {
  const running = spawn(executable(), [...role, '--listen', listen], {
    stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...environment }
  })
  let log = ''
  running.stderr.on('data', (text) => { log += text })
  let ended = false
  const end = new Promise((resolve) => running.on('exit', () => { ended = true; resolve() }))
  const address = `http://${listen}`
  const until = Date.now() + READY_WITHIN
  for (;;) {
    if (ended) throw new Error(`the service stopped by itself:\n${log}`)
    if (Date.now() > until) throw new Error(`the service is not ready:\n${log}`)
    const ready = await fetch(`${address}/healthz`).then((answer) => answer.ok, () => false)
    if (ready) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    address,
    async stop () {
      running.kill('SIGTERM')
      await end
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
