// Crossing from support to safeguarding, and back: what is refused, what opens the strategy discussion at once, one duty
// worker alone, harm by somebody outside the family, and a family that is told by a named person or not at all.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { everythingOf } from './family.js'
import { fill, nothingToPutRight, send, setUp, signInAs, wellMade } from './harness.js'

const service = setUp()

const main = (page) => page.locator('main').innerText()

/** A concern about the child, raised from the record; answers with its address. */
async function raise (fields) {
  const { cast } = service
  const worker = await signInAs(service, cast.supervisor)
  await worker.goto(`/concerns/new?child=${cast.parent_with_plan.child}`)
  await fill(worker, fields)
  await send(worker)
  await nothingToPutRight(worker)
  const concern = new URL(worker.url()).pathname.replace('/followed', '')
  return { worker, concern }
}

/** Takes a step of the diversion record and stands on the record afterwards. */
async function step (page, concern, name, fields = {}, picture) {
  await page.goto(`${concern}/diversion/${name}`)
  if (picture) await wellMade(page, picture)
  await fill(page, fields)
  await send(page)
  await nothingToPutRight(page)
  assert.equal(new URL(page.url()).pathname, `${concern}/diversion`)
}

test('wanting a second opinion and nothing else is refused with the rule, and a manager answers in writing', async () => {
  const { cast } = service
  const { worker, concern } = await raise({ 'what-was-noticed': 'Mum asks for a second opinion on the diagnosis again.', 'harm-from': 'family' })
  const door = await signInAs(service, cast.front_door_practitioner)
  await step(door, concern, 'propose', { 'grounds-listed': 'second-opinion' }, 'diversion-propose')
  const refused = await main(door)
  assert.match(refused, /The proposal was refused: what was given as grounds is never enough alone/)
  assert.match(refused, /The rule: .*seeking a second opinion/)
  assert.match(refused, /A named social-work-qualified manager answers it in writing today/)
  await wellMade(door, 'diversion-refused')

  const manager = await signInAs(service, cast.front_door_manager)
  await manager.goto(`${concern}/diversion`)
  await manager.getByRole('button', { name: 'Answer in writing' }).click()
  await fill(manager, { words: 'A second opinion is a right. Nothing follows from asking for one.' })
  await send(manager)
  await nothingToPutRight(manager)
  await worker.reload()
  assert.match(await main(worker), /A second opinion is a right/)
  assert.match(await main(worker), new RegExp(cast.front_door_manager.name), 'whoever answers is named')
  for (const page of [worker, door, manager]) await page.leave()
})

test('missed medicine with its effect crosses within the hour, the family sees nothing until somebody tells, and it comes back', async () => {
  const { cast } = service
  const family = await signInAs(service, cast.parent_with_plan)
  const other = await signInAs(service, cast.parent_assessing)
  const before = await everythingOf(family)
  const others = await everythingOf(other)
  assert.ok(before.size >= 5)
  const same = async (when) => {
    const after = await everythingOf(family)
    assert.deepEqual([...after.keys()], [...before.keys()], `the same pages and downloads, ${when}`)
    for (const [path, body] of before) assert.ok(after.get(path) === body, `${path} is the same, byte for byte, ${when}`)
  }

  const { worker, concern } = await raise({ 'what-was-noticed': 'He was limp on Monday, and slept through the morning.' })
  const door = await signInAs(service, cast.front_door_practitioner)
  await step(door, concern, 'propose', {
    'facts.1.what': 'Three doses of his medicine were missed in a week, by the pharmacy’s record.',
    'grounds-listed': 'missed-visits',
    'harm-from': 'family',
    'harm-shown': 'Two long seizures on Sunday. He could stop breathing.'
  })
  assert.match(await main(door), /proposed to cross to safeguarding/)
  await same('proposed')

  const manager = await signInAs(service, cast.front_door_manager)
  await step(manager, concern, 'decide', { decision: 'divert' }, 'diversion-decide')
  assert.match(await main(manager), /The strategy discussion is open since/)
  await wellMade(manager, 'diversion-open')
  await same('diverted')
  await step(manager, concern, 'enquiries')
  assert.match(await main(manager), /enquiries have begun/)

  // Half of the household is not all of it.
  await step(manager, concern, 'children', { 'children.1.called': 'This child' }, 'diversion-children')
  await manager.goto(`${concern}/diversion/close`)
  await fill(manager, { closing: 'enquiries', 'closing-why': 'To find out.' })
  await send(manager)
  assert.match(await main(manager), /A child of the household has no decision yet/)
  await step(manager, concern, 'children', { 'children.1.decision': 'enquiry', 'children.1.why': 'It is about this child.' })
  await step(manager, concern, 'close', { closing: 'enquiries', 'closing-why': 'To find out.' })
  await step(manager, concern, 'outcome', { outcome: 'not-substantiated', 'outcome-why': 'The pharmacy gave the wrong strength.' })
  await same('ended')
  await manager.goto('/concerns/handover')
  assert.match(await main(manager), /Not borne out, the family still to be told \(1\)/)
  await wellMade(manager, 'handover')
  await manager.goto(`${concern}/tell`)
  await wellMade(manager, 'diversion-tell')
  await same('about to be told')

  const today = new Date().toLocaleDateString('en-GB', { timeZone: 'Europe/London' }).split('/')
  await manager.locator(`[name="told-to"][value="${cast.parent_with_plan.person}"]`).check()
  await fill(manager, {
    'told-how': 'in-person',
    'told-when.day': today[0],
    'told-when.month': today[1],
    'told-when.year': today[2],
    'told-words': 'We looked into the missed medicine. It was the pharmacy. It is set aside.'
  })
  await send(manager)
  await nothingToPutRight(manager)
  await family.goto('/family')
  assert.match(await main(family), /It was the pharmacy\. It is set aside\./)
  assert.match(await main(family), new RegExp(`${cast.front_door_manager.name} told you in person`))
  assert.doesNotMatch(await main(family), /concern|limp on Monday/i)
  await wellMade(family, 'family-told')
  for (const [path, body] of await everythingOf(other)) assert.ok(others.get(path) === body, `${path} of another family is the same`)

  // Out of every list, and not to be reached by its address.
  for (const path of ['/concerns', '/concerns/handover']) {
    await door.goto(path)
    assert.equal(await door.locator(`a[href="${concern}"]`).count(), 0, path)
  }
  assert.equal((await door.goto(concern)).status(), 404)
  // Whoever decides a new concern about the same child opens it with a reason.
  const next = await raise({ 'what-was-noticed': 'He was limp again.' })
  await manager.goto(`${next.concern}/diversion`)
  await manager.getByRole('link', { name: /was not borne out. Open it with a reason/ }).first().click()
  await wellMade(manager, 'diversion-earlier')
  await fill(manager, { 'earlier-why': 'Is it the same cause?' })
  await send(manager)
  assert.match(await main(manager), /The pharmacy gave the wrong strength/)
  for (const page of [worker, next.worker, door, manager, family, other]) await page.leave()
})

test('one duty worker alone acts at any hour, and a second person confirms', async () => {
  const { cast } = service
  const { worker, concern } = await raise({ 'what-was-noticed': 'The neighbour rang: he screams and nobody opens.' })
  const duty = await signInAs(service, cast.front_door_practitioner, { javaScript: false })
  await step(duty, concern, 'propose')
  await duty.goto(`${concern}/diversion/decide`)
  await fill(duty, { decision: 'divert' })
  await send(duty)
  if (new URL(duty.url()).pathname.endsWith('/decide')) {
    // In office hours there is a manager to ask; danger waits for nobody.
    assert.match(await main(duty), /A social-work-qualified manager decides this in office hours/)
    await step(duty, concern, 'emergency', {}, 'diversion-emergency')
    assert.match(await main(duty), /started enquiries at once, as an emergency/)
  } else {
    assert.match(await main(duty), /decided to cross, alone, out of hours/)
  }
  assert.match(await main(duty), /The strategy discussion is open since/)
  const manager = await signInAs(service, cast.front_door_manager)
  await step(manager, concern, 'confirm', { confirmation: 'agree' }, 'diversion-confirm')
  assert.match(await main(manager), /confirmed it as the second person/)
  for (const page of [worker, duty, manager]) await page.leave()
})

test('harm by a respite worker: the officer is told, the parents are partners, no enquiry about parenting', async () => {
  const { cast } = service
  const { worker, concern } = await raise({ 'what-was-noticed': 'Finger marks after the weekend at the unit.', 'harm-from': 'care-worker' })
  const door = await signInAs(service, cast.front_door_practitioner)
  await door.goto(`${concern}/diversion`)
  assert.match(await main(door), /The parents are partners, and no enquiry about parenting opens/)
  assert.match(await main(door), /Tell the council's designated officer/)
  await door.goto(`${concern}/diversion/emergency`)
  await fill(door, { 'enquiry-about': 'parenting' })
  await send(door)
  assert.match(await main(door), /so no enquiry about parenting opens/)
  await step(door, concern, 'emergency', { 'emergency-ground': 'immediate-danger' })
  assert.match(await main(door), /enquiries at once about harm from outside the family/)
  await step(door, concern, 'officer', { 'officer-told': 'told', 'officer-details': 'I rang her just now.' }, 'diversion-officer')
  await wellMade(door, 'diversion-outside')
  for (const page of [worker, door]) await page.leave()
})
