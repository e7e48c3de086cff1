// Everybody of the cast follows every link that they are given. Each kind of page must be well made; no link may lead
// nowhere.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { kindOf, setUp, signInAs, somebody, wellMade } from './harness.js'

const service = setUp()

// A person follows this many links at most; the rest are more pages of the same kinds.
const PAGES_EACH = 80
// Pages of one kind that one person opens: one with everything in it and one with little.
const OF_A_KIND_EACH = 2
// Pages of one kind that are looked at closely, over everybody: kinds look different to different people.
const CLOSELY = 2

const lookedAt = new Map()

async function follow (page, who, start) {
  const waiting = [start]
  const known = new Set(waiting)
  const kinds = new Map()
  const faults = []
  const check = (found) => faults.push(String(found.message).slice(0, 4000))
  let visited = 0
  while (waiting.length > 0 && visited < PAGES_EACH) {
    const path = waiting.shift()
    const kind = kindOf(path)
    if ((kinds.get(kind) ?? 0) >= OF_A_KIND_EACH) continue
    const answer = await page.goto(path)
    visited += 1
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if (answer.status() !== 200) {
      faults.push(`the link to ${path} is answered ${answer.status()}`)
      continue
    }
    const reached = kindOf(page.url())
    const type = answer.headers()['content-type'] ?? ''
    if (!type.startsWith('text/html')) continue
    if ((lookedAt.get(reached) ?? 0) < CLOSELY) {
      lookedAt.set(reached, (lookedAt.get(reached) ?? 0) + 1)
      const name = `${reached === '/' ? 'start' : reached.slice(1).replaceAll(/[^a-z0-9]+/g, '-')}-${who}`
      await wellMade(page, name).catch(check)
    }
    const found = await page.locator('a[href]').evaluateAll(
      (links) => links.filter((link) => !link.hasAttribute('download')).map((link) => link.href)
    )
    for (const link of found) {
      const url = new URL(link)
      const next = url.pathname + url.search
      const ours = url.origin === new URL(page.url()).origin
      // A download is no page, and signing out ends the walk.
      if (!ours || known.has(next) || url.pathname === '/sign-out' || url.pathname.startsWith('/assets/') || /download|\/(pdf|calendar)$|\/decisions\//.test(url.pathname)) continue
      known.add(next)
      waiting.push(next)
    }
  }
  assert.deepEqual(faults, [], `what ${who} found`)
  assert.ok(visited > 2, `${who} sees more than the first page`)
}

test('anybody', async () => {
  const page = await somebody(service)
  await follow(page, 'anybody', '/')
  await page.leave()
})

for (const who of ['parent_assessing', 'parent_with_plan', 'young_person']) {
  test(who.replaceAll('_', ' '), async () => {
    const page = await signInAs(service, service.cast[who])
    await follow(page, who, '/family')
    await page.leave()
  })
}

for (const who of [
  'navigator', 'supervisor', 'assessor', 'resource_decision_maker', 'front_door_practitioner', 'front_door_manager',
  'police', 'school', 'complaints_manager', 'administrator', 'data_owner', 'social_worker', 'conference_chair',
  'analyst'
]) {
  test(who.replaceAll('_', ' '), async () => {
    const page = await signInAs(service, service.cast[who])
    await follow(page, who, '/today')
    await page.leave()
  })
}
