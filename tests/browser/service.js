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

function executable () {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target')
  const found = process.env.ALONGSIDE ?? join(target, 'debug', 'alongside')
  if (!existsSync(found)) throw new Error(`${found} is not there: cargo build --package alongside`)
  return found
}

function freePort () {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** A running demonstration: its address, its cast, and how to stop it. */
export async function serve () {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-test-'))
  const listen = `127.0.0.1:${await freePort()}`
  const running = spawn(executable(), ['demo', '--listen', listen, '--data', folder], { stdio: ['ignore', 'ignore', 'pipe'] })
  let log = ''
  running.stderr.on('data', (text) => { log += text })
  let ended = false
  const end = new Promise((resolve) => running.on('exit', () => { ended = true; resolve() }))
  const address = `http://${listen}`
  const until = Date.now() + READY_WITHIN
  for (;;) {
    if (ended) throw new Error(`the demonstration stopped by itself:\n${log}`)
    if (Date.now() > until) throw new Error(`the demonstration is not ready:\n${log}`)
    const ready = await fetch(`${address}/healthz`).then((answer) => answer.ok, () => false)
    if (ready) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    address,
    cast: JSON.parse(readFileSync(join(folder, 'wendale.json'), 'utf8')),
    async stop () {
      running.kill('SIGTERM')
      await end
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
