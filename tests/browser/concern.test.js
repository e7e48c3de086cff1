// A concern is raised from a child's record in two clicks, is on the front door's list at once, and nothing that the
// family can see or download changes by a byte.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { everythingOf } from './family.js'
import { fill, nothingToPutRight, send, setUp, signInAs, somebody, wellMade } from './harness.js'

const service = setUp()

test('raised from the record in two clicks, seen by the front door, and without a trace for the family', async () => {
  const { cast } = service
  const worker = await signInAs(service, cast.supervisor)
  await worker.goto(`/children/${cast.parent_with_plan.child}`)
  const record = await worker.locator('h1').first().innerText()

  const family = await signInAs(service, cast.parent_with_plan)
  const before = await everythingOf(family)
  assert.ok(before.size >= 5, `the family reads several pages: ${[...before.keys()]}`)

  // The first click.
  await worker.getByRole('link', { name: 'Raise a concern' }).first().click()
  assert.match(worker.url(), /\/concerns\/new\?child=/, 'it knows what it is about')
  await wellMade(worker, 'concern-new')
  const words = 'A handprint on his upper arm that was not there on Friday, and he did not want to get into the taxi.'
  await fill(worker, { 'what-was-noticed': words })
  // The second.
  await send(worker)
  await nothingToPutRight(worker)
  assert.match(worker.url(), /\/concerns\/.+\/followed$/, 'the raiser follows whether it is seen')
  await wellMade(worker, 'concern-followed')
  const concern = new URL(worker.url()).pathname.replace('/followed', '')

  const door = await signInAs(service, cast.front_door_practitioner)
  await door.goto('/concerns')
  await wellMade(door, 'front-door')
  const link = door.locator(`a[href="${concern}"]`)
  assert.equal(await link.count(), 1, 'it is on the front door’s list at once')
  await link.click()
  assert.match(await door.locator('main').innerText(), /handprint on his upper arm/)
  await wellMade(door, 'concern')
  await send(door)
  await worker.reload()
  assert.match(await worker.locator('main').innerText(), new RegExp(cast.front_door_practitioner.name), 'the raiser sees who saw it')

  const after = await everythingOf(family)
  assert.deepEqual([...after.keys()], [...before.keys()], 'the same pages and downloads')
  for (const [path, body] of before) assert.ok(after.get(path) === body, `${path} of the family is the same, byte for byte (record: ${record})`)
  for (const page of [worker, door, family]) await page.leave()
})

test('anybody can say that someone is not safe, and a person reads it', async () => {
  const page = await somebody(service, { javaScript: false })
  await page.goto('/')
  await page.locator('a[href="/safety"]').first().click()
  await wellMade(page, 'safety')
  const words = 'The boy from number nine is outside in his pyjamas again, and nobody comes.'
  await page.locator('main textarea').first().fill(words)
  await send(page)
  await nothingToPutRight(page)
  await wellMade(page, 'safety-sent')
  const door = await signInAs(service, service.cast.second_front_door_practitioner)
  await door.goto('/concerns')
  assert.match(await door.locator('main').innerText(), /outside in his pyjamas again/)
  await page.leave()
  await door.leave()
})
