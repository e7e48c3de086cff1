// One child, from a raised concern to the end of the protection plan: eight people of four agencies, each at their own
// browser. The way to the plan with JavaScript, the way from there without. What the family reads changes by no byte until
// somebody tells one of them.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { dayFields, inDays } from './dates.js'
import { everythingOf } from './family.js'
import { fill, nothingToPutRight, picture, send, setUp, signInAs, wellMade } from './harness.js'
import { main } from './reading.js'

const service = setUp()

// A practitioner records a visit within so many pages, from Today to the record that shows it.
const VISIT_PAGES_MAX = 3

const today = (name) => dayFields(name, inDays(0))

let concern
let record
// The family stays signed in, so that nothing but what they are shown can differ.
let family
let untold

/** Goes to the record by the list, takes one step there, and stands on the record again. */
async function step (page, name, fields = {}, picture) {
  await page.goto(record)
  const way = page.locator(`main a[href="${record}/${name}"]`)
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

/** Somebody whom a step asks to choose. */
const choose = (persona) => ({ person: persona.person })

const open = (persona, settings) => signInAs(service, persona, settings)
const leave = async (pages) => { for (const page of pages) await page.leave() }

/** The family's pages and downloads are the same, byte for byte. */
async function familySeesNothing (when) {
  const after = await everythingOf(family)
  assert.deepEqual([...after.keys()], [...untold.keys()], `the same pages and downloads, ${when}`)
  for (const [path, body] of untold) assert.ok(after.get(path) === body, `${path} is the same, ${when}`)
}

test('with JavaScript: front door, strategy discussion, section 47 enquiries, conference, plan', async () => {
  const { cast } = service
  family = await open(cast.parent_with_plan)
  untold = await everythingOf(family)

  // The front door: the concern crosses, and the strategy discussion is called together from there.
  const raiser = await open(cast.supervisor)
  await raiser.goto(`/concerns/new?child=${cast.parent_with_plan.child}`)
  await fill(raiser, { 'what-was-noticed': 'Two round bruises on his back that nobody explains.', 'harm-from': 'family' })
  await send(raiser)
  await nothingToPutRight(raiser)
  concern = new URL(raiser.url()).pathname.replace('/followed', '')
  const door = await open(cast.front_door_practitioner)
  await door.goto('/concerns')
  assert.equal(await door.locator(`a[href="${concern}"]`).count(), 1, 'it is on the front door’s list at once')
  await door.goto(`${concern}/diversion/propose`)
  await fill(door, { 'facts.1.what': 'Two round bruises, photographed by the nurse.', 'harm-shown': 'Somebody hits him.' })
  await send(door)
  const manager = await open(cast.front_door_manager)
  await manager.goto(`${concern}/diversion/decide`)
  await fill(manager, { decision: 'divert' })
  await send(manager)
  await nothingToPutRight(manager)
  await door.goto(`${concern}/diversion`)
  await door.locator(`main a[href="${concern}/protection"]`).first().click()
  await wellMade(door, 'protection-convene')
  await send(door)
  await nothingToPutRight(door)
  record = new URL(door.url()).pathname
  assert.match(record, /^\/protection\/[0-9a-f-]+$/)
  await wellMade(door, 'protection-record-begun')

  // The discussion: health did not come, and that stays on the page. Enquiries begin.
  const held = await step(door, 'discussion', {
    'discussion-core': ['social-care', 'police'], 'discussion-missing': 'The named nurse was in court; she is rung at two.',
    'discussion-said': 'Police: nothing known. Social care: a support plan since spring.', 'discussion-decided': 'enquiries'
  }, 'protection-discussion')
  assert.match(held, /Enquiries under section 47 run since/)
  assert.match(held, /without: Health\. Why: The named nurse was in court/)
  assert.match(await step(manager, 'lead', choose(cast.social_worker), 'protection-lead'), new RegExp(`${cast.social_worker.name} leads`))
  for (const persona of [cast.police, cast.health_professional, cast.school]) await step(manager, 'seat', choose(persona))
  await wellMade(manager, 'protection-record-seats')

  // Section 47, led by a social worker; somebody else agrees to what was found.
  const worker = await open(cast.social_worker)
  await worker.goto('/today')
  assert.equal(await worker.locator(`main a[href^="${record}"]`).count() > 0, true, 'what the lead owes stands on Today')
  await wellMade(worker, 'protection-today')
  await step(worker, 'seen', { ...today('seen-on'), 'seen-alone': 'yes', 'seen-said': 'He covered his ears at a name.', 'seen-how': 'With his talker.' }, 'protection-seen')
  await step(worker, 'conclude', {
    'conclude-outcome': 'conference', 'conclude-harm': 'yes', 'conclude-why': 'The bruises are a grip; nobody says whose.'
  }, 'protection-conclude')
  assert.match(await step(manager, 'authorise', { authorise: 'agree' }, 'protection-authorise'), /A conference is needed/)
  await step(manager, 'chair', choose(cast.conference_chair))

  // The conference: invited by name, each agency's view before it, the decision by the chair alone.
  await step(worker, 'call', {
    ...today('call-on'), 'call-place': 'Two o’clock, the family centre', 'call-invited.1.invited-agency': 'police',
    'call-invited.1.invited-name': cast.police.name, 'call-needs': 'A quiet room, and his talker charged.'
  }, 'protection-call')
  const members = []
  for (const [persona, agency] of [[cast.police, 'police'], [cast.health_professional, 'health'], [cast.school, 'school']]) {
    const member = await open(persona)
    members.push(member)
    await member.goto('/protection')
    assert.equal(await member.locator(`main a[href="${record}"]`).count(), 1, `${persona.name} finds it on the list`)
    await step(member, 'view', { 'view-agency': agency, 'view-plan': 'plan', 'view-words': `He is not safe, says ${agency}.` }, `protection-view-${agency}`)
    assert.equal((await member.goto(`${record}/hold`)).status(), 404)
  }
  const chair = await open(cast.conference_chair)
  const decided = await step(chair, 'hold', {
    ...today('hold-on'), 'hold-came': ['social-care', 'police', 'health', 'school'], 'hold-child': 'He wants to stay, and the shouting to stop.',
    'hold-child-how': 'told-somebody', 'hold-decided': 'plan', 'hold-why': 'It is likely to go on.', 'hold-category': ['physical'],
    'hold-core-group.1.core-name': cast.social_worker.name, 'hold-outline': 'Who is with him at night changes.'
  }, 'protection-hold')
  assert.match(decided, /The child has a protection plan since .*: Physical/)
  await wellMade(chair, 'protection-record-plan')
  await familySeesNothing('after the conference')
  await leave([raiser, door, manager, worker, chair, ...members])
})

test('without JavaScript: plan, visit, core group, review, end, and one person of the family is told', async () => {
  const { cast } = service
  const settings = { javaScript: false }
  const worker = await open(cast.social_worker, settings)
  await step(worker, 'plan', {
    'plan-lines.1.line-who': cast.health_professional.name, 'plan-lines.1.line-what': 'Comes at bedtime.',
    'plan-lines.1.line-when': 'Each evening from Monday', 'plan-lines.1.line-change': 'He goes to bed unafraid.', 'plan-visits': '10'
  }, 'protection-plan')
  assert.match(await main(worker), /the plan says how many days may lie between two visits/)

  // A visit is recorded within three pages, counted from Today: Today, the form, the record that shows it.
  const pages = []
  worker.on('framenavigated', (frame) => { if (frame === worker.mainFrame()) pages.push(new URL(frame.url()).pathname) })
  await worker.goto('/today')
  await worker.locator(`main a[href="${record}/visit"]`).first().click()
  await worker.waitForURL((address) => address.pathname === `${record}/visit`)
  await fill(worker, { 'visit-seen': 'alone', 'visit-said': 'He showed his chart, and slept.' })
  await send(worker)
  await nothingToPutRight(worker)
  assert.match(await main(worker), /The child was visited and seen/)
  assert.deepEqual(pages, ['/today', `${record}/visit`, record])
  assert.ok(pages.length <= VISIT_PAGES_MAX)
  await worker.goto(`${record}/visit`)
  await wellMade(worker, 'protection-visit')

  const nurse = await open(cast.health_professional, settings)
  await step(nurse, 'core-group', { ...today('core-on'), 'core-came': ['social-care', 'health', 'family'], 'core-changed': 'He sleeps through.' }, 'protection-core-group')

  // The nurse disagrees, is answered from Today, and says that it is settled. Nothing waited for it.
  await step(nurse, 'disagree', {
    'disagree-about': 'plan', 'disagree-why': 'Bedtime alone is not the night.', 'disagree-child': 'He wakes at two, and nobody knows who comes.'
  }, 'protection-disagree')
  await wellMade(nurse, 'protection-record-disagreement')
  await worker.goto('/today')
  await worker.locator(`main a[href="${record}/disagree-answer"]`).first().click()
  await worker.waitForURL((address) => address.pathname === `${record}/disagree-answer`)
  await wellMade(worker, 'protection-disagree-answer')
  await fill(worker, { 'disagree-changes': 'partly', 'disagree-answer': 'The night sitter rings the nurse at three.' })
  await send(worker)
  await nothingToPutRight(worker)
  assert.match(await step(nurse, 'disagree-next', { 'disagree-next': 'agreed' }, 'protection-disagree-next'), /The disagreement was settled/)

  // Family and network: an image, and the same in words.
  await step(worker, 'network', {
    'network-people.1.member-name': 'Robin', 'network-people.1.member-relation': 'child', 'network-people.1.member-home': 'With Mum'
  }, 'protection-network')
  await worker.goto(`${record}/network`)
  await fill(worker, {
    'network-people.2.member-name': 'Mum', 'network-people.2.member-relation': 'mother', 'network-people.2.member-home': 'With Mum', 'network-people.2.member-responsible': 'yes'
  })
  await worker.getByRole('button', { name: /another row/i }).click()
  await fill(worker, { 'network-people.3.member-name': 'Dad', 'network-people.3.member-relation': 'father', 'network-people.3.member-home': 'His flat' })
  await send(worker)
  await nothingToPutRight(worker)
  await worker.goto(`${record}/family`)
  assert.match(await main(worker), /His flat: Dad/)
  assert.equal(await worker.locator('main svg[role="img"]').count(), 1)
  await wellMade(worker, 'protection-family')

  // The chronology: key events, everything, one agency; the lead curates, and it prints.
  await worker.goto(`${record}/chronology`)
  assert.match(await main(worker), /Enquiries under section 47 began/)
  assert.doesNotMatch(await main(worker), /The core group met/)
  await wellMade(worker, 'protection-chronology')
  await fill(worker, { show: 'everything' })
  await worker.getByRole('button', { name: 'Show', exact: true }).click()
  await worker.getByRole('button', { name: /Put among the key events ?: The core group met/ }).click()
  await worker.goto(`${record}/chronology`)
  assert.match(await main(worker), /The core group met/)
  await worker.emulateMedia({ media: 'print' })
  assert.equal(await worker.getByRole('button', { name: /key events/ }).count(), 0, 'no button on paper')
  await picture(worker, 'protection-chronology-paper')
  await worker.emulateMedia({ media: 'screen' })

  // The review decides, and only then does the plan end.
  await step(worker, 'call', { ...today('call-on'), 'call-invited.1.invited-agency': 'health', 'call-invited.1.invited-name': cast.health_professional.name })
  const chair = await open(cast.conference_chair, settings)
  await chair.goto(`${record}/end`)
  const end = { 'end-because': 'review', ...today('end-on'), 'end-told': ['police', 'health', 'school'], 'end-offered': 'Family help; the short breaks go on.', 'end-answer': 'yes' }
  await fill(chair, end)
  await send(chair)
  assert.match(await main(chair), /No review has decided that the plan is not needed/)
  assert.equal(await chair.locator('[name="end-offered"]').inputValue(), end['end-offered'], 'what was written is kept')
  await wellMade(chair, 'protection-end-refused')
  await step(chair, 'hold', {
    ...today('hold-on'), 'hold-came': ['social-care', 'health'], 'hold-child': 'It is better.', 'hold-child-how': 'came',
    'hold-decided': 'no-plan', 'hold-why': 'He is safe at night.'
  })
  await familySeesNothing('after the review')

  // A named person tells one of the family, who reads it then.
  const manager = await open(cast.front_door_manager, settings)
  await step(manager, 'tell', {
    person: cast.parent_with_plan.person, 'tell-how': 'in-person', ...today('tell-when'), 'tell-words': 'There was a plan to keep him safe. A meeting decided that it is not needed any more.'
  }, 'protection-tell')
  await family.goto('/family/protection')
  assert.match(await main(family), /There was a plan to keep him safe/)
  await wellMade(family, 'family-protection')

  assert.doesNotMatch(await step(chair, 'end', end), /has a protection plan since/)
  await wellMade(chair, 'protection-record-ended')
  await chair.goto('/protection')
  await wellMade(chair, 'protection-list')
  await leave([worker, nurse, chair, manager, family])
})
