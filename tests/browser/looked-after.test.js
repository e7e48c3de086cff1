// One child who lives away from home: a social worker, a manager, the reviewing officer and the front door, each at their own
// browser. With JavaScript as far as the review, without it from there: missing, the talk that is offered, the end. What the
// family reads changes by no byte until somebody tells one of them.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { dayFields, inDays } from './dates.js'
import { everythingOf } from './family.js'
import { fill, nothingToPutRight, picture, send, setUp, signInAs, wellMade } from './harness.js'
import { main } from './reading.js'

const service = setUp()

const today = (name) => dayFields(name, inDays(0))
const open = (persona, settings) => signInAs(service, persona, settings)

let record
let untold

/** Goes to the record, takes one step there, and stands on the record again. */
async function step (page, name, fields = {}, picture) {
  await page.goto(record)
  const way = page.locator(`main a[href="${record}/${name}"]`).first()
  assert.equal(await way.count(), 1, `${record} leads to ${name}:\n${await main(page)}`)
  await way.click()
  await page.waitForURL((address) => address.pathname === `${record}/${name}`)
  if (picture) await wellMade(page, picture)
  await fill(page, fields)
  await send(page)
  await nothingToPutRight(page)
  assert.equal(new URL(page.url()).pathname, record, name)
  return main(page)
}

test('with JavaScript: looked after, named, visited, planned, reviewed', async () => {
  const { cast } = service
  const family = await open(cast.parent_with_plan)
  untold = await everythingOf(family)
  record = `/looked-after/${cast.parent_with_plan.child}`

  const worker = await open(cast.social_worker)
  const begun = await step(worker, 'begin', {
    ...today('begin-on'), 'begin-legal': 'v2', 'begin-need': 'n3', 'begin-why': 'His mother is in hospital for some weeks.',
    'begin-place': 'u6', 'begin-provider': 'pr1', 'begin-rule': 'other', 'begin-miles': '4'
  }, 'looked-after-begin')
  assert.match(begun, /No social worker is named yet/)
  const manager = await open(cast.front_door_manager)
  await step(manager, 'worker', { person: cast.social_worker.person }, 'looked-after-worker')
  await step(manager, 'reviewer', { person: cast.conference_chair.person })
  await step(worker, 'placement-plan', {
    ...today('placement-plan-on'), 'placement-plan-words': 'Bath at six, the green blanket, no crowds.',
    'placement-plan-child': 'He chose the room at the back.'
  })
  await worker.goto('/today')
  await worker.locator(`main a[href="${record}/visit"]`).first().click()
  await fill(worker, { ...today('visit-on'), 'visit-seen': 'alone', 'visit-said': 'He showed the garden and signed "good".' })
  await send(worker)
  await nothingToPutRight(worker)
  await wellMade(worker, 'looked-after-record')
  await picture(worker, 'looked-after-record-whole')
  const officer = await open(cast.conference_chair)
  await step(officer, 'review', {
    ...today('review-on'), 'review-how': 'pn3', 'review-child': 'He pointed at the picture of home.',
    'review-decided': 'His mother rings each evening; the social worker sees to it.'
  }, 'looked-after-review')
  for (const page of [worker, manager, officer]) await page.leave()

  const after = await everythingOf(family)
  for (const [path, body] of untold) assert.ok(after.get(path) === body, `${path} is the same`)
  await family.leave()
})

test('without JavaScript: missing, back, the talk, a new home, telling, the end', async () => {
  const { cast } = service
  const plain = { javaScriptEnabled: false }
  const door = await open(cast.front_door_practitioner, plain)
  await step(door, 'missing', {
    ...today('missing-on'), 'missing-kind': 'm', 'missing-words': 'Not in the garden; the police were told at once.'
  }, 'looked-after-missing')
  await door.goto('/looked-after')
  assert.match(await main(door), /Missing now/)
  await wellMade(door, 'looked-after-list')
  await step(door, 'returned', { ...today('returned-on'), 'returned-time': '00:01', 'returned-words': 'Found at the pond, calm.' })
  await step(door, 'interview-offered', {
    ...today('interview-offered-on'), 'interview-offered-by': 'A youth worker who signs', 'interview-answer': 'yes'
  })
  await step(door, 'interview', { ...today('interview-on'), 'interview-said': 'He wanted to see the ducks.' })

  const worker = await open(cast.social_worker, plain)
  const moved = await step(worker, 'change', {
    ...today('change-on'), 'change-place': 'u1', 'change-carer': 'no', 'change-provider': 'pr1', 'change-rule': 'until-18',
    'change-because': 'carpl', 'change-why': 'His aunt was approved. He ran to her.'
  }, 'looked-after-change')
  assert.match(moved, /Foster home with a relative or friend, long term/)
  const manager = await open(cast.front_door_manager, plain)
  await step(manager, 'tell', {
    person: cast.parent_with_plan.person, 'tell-words': 'He lives with his aunt from today. You can ring each evening.'
  }, 'looked-after-tell')
  const family = await open(cast.parent_with_plan, plain)
  await family.goto('/family/care')
  assert.match(await main(family), /He lives with his aunt from today/)
  await wellMade(family, 'family-care')
  const ended = await step(worker, 'end', {
    ...today('end-on'), 'end-reason': 'e4a', 'end-to': 'At home with his mother; the short breaks go on.'
  })
  assert.doesNotMatch(ended, /Looked after since/)

  // A place where children may be harmed: the child is linked from the record, and a manager decides how he is helped.
  await door.goto('/places/new')
  await fill(door, { 'open-kind': 'place', 'open-name': 'The underpass by the mill', 'open-why': 'Parcels change hands there in the evening.' })
  await wellMade(door, 'places-open')
  await send(door)
  await nothingToPutRight(door)
  const place = new URL(door.url()).pathname
  await door.goto(record)
  await door.locator('main a[href^="/places?child="]').click()
  await door.locator(`main a[href$="/link"][href^="${place}/"]`).click()
  await fill(door, { 'link-why': 'Seen there at night, afraid.', 'link-seen-by': 'core' })
  await send(door)
  await nothingToPutRight(door)
  await manager.goto(place)
  await manager.locator('main a[href$="/decide"]').click()
  await fill(manager, { 'decide-which': 'section-17', 'decide-why': 'His family keeps him safe with help.' })
  await send(manager)
  await nothingToPutRight(manager)
  await wellMade(manager, 'places-record')
  for (const page of [door, worker, manager, family]) await page.leave()
})
