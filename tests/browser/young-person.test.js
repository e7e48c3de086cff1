// A young person of 16 asks alone, and nobody at home is told: the request has a record of its own, a parent's pages stay as
// they were to the byte, and the young person reads, decides and plans as anybody else does.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { answerAll, comeBack, sendRequest } from './ask.js'
import { dayFields, inDays } from './dates.js'
import { everythingOf } from './family.js'
import { PHONE, fill, setUp, signInAs, somebody } from './harness.js'
import { linkTo, main, reads, readsLetter } from './reading.js'
import { complete, confirmRoute, requestOf, writeEntry } from './work.js'

const service = setUp()

const aloneAt16 = (called) => ({
  'who-is-asking': { 'who-is-asking': 'child-or-young-person' },
  'what-would-help': { 'what-would-help': 'Somebody to go to the cinema with me who is not my mum.' },
  'kinds-of-help': { 'kinds-of-help': null },
  'how-soon': { 'how-soon': null },
  'child-name': { 'child-name': called },
  'child-age': { 'child-age': '16' },
  'tell-parents': { 'tell-parents': 'no' },
  'your-name': { 'your-name': called },
  'safe-contact': { 'safe-contact': 'text' },
  'contact-number': { 'contact-number': '01632 960177' },
  'safe-message': { 'safe-message': 'do-not-say-who' },
  'agree-to-contact-others': { 'agree-to-contact-others': null }
})

test('a young person of 16 asks alone, and follows it to a plan', async () => {
  const { cast } = service
  const parent = await signInAs(service, cast.parent_with_plan)
  const supervisor = await signInAs(service, cast.supervisor)
  await supervisor.goto(`/children/${cast.parent_with_plan.child}`)
  const called = (await supervisor.locator('h1').first().innerText()).replace(/’s record$/, '')
  const before = await everythingOf(parent)

  const asking = await somebody(service, { viewport: PHONE })
  const asked = []
  await answerAll(asking, aloneAt16(called), async (page, question) => {
    asked.push(question)
    assert.doesNotMatch(await main(page), /your child|your son|your daughter/i, `${question} talks to the young person`)
  })
  assert.ok(asked.includes('tell-parents'), 'the young person says who may know')
  assert.ok(!asked.includes('your-relationship'), 'nobody asks what they are to themselves')
  const { code } = await sendRequest(asking)
  await asking.leave()

  const navigator = await signInAs(service, cast.navigator)
  const request = await requestOf(navigator, called)
  await complete(navigator, `${request}/read`, { 't1-immediate-danger': 'no', 'care-may-fail': 'no' })
  await complete(navigator, `${request}/triage`, {
    't2-asking-for-help': 'yes', 't2-what-help': 'Somebody to go out with.', 't3-disabled': 'yes', 't8-level': 'short', 't9-facts-of-harm': 'no'
  })
  await complete(navigator, `${request}/asker`, { relationship: 'Themselves', capacity: 'young-person', how: 'A text, at the number they gave.' })
  const route = { route: 'support', level: 'short', why: 'Wants help to go out without family.' }
  await complete(navigator, `${request}/route`, { ...route, child: cast.parent_with_plan.child })
  await supervisor.goto(`${request}/confirm`)
  await fill(supervisor, { decision: 'confirm' })
  await supervisor.locator('main form button[type="submit"]').last().click()
  await supervisor.waitForLoadState('load')
  assert.match(await supervisor.locator('.govuk-error-summary').innerText(), /young person/i, 'a record that a parent reads is no place for it')
  await complete(supervisor, `${request}/confirm`, { decision: 'return', why: 'It needs a record of its own.' })
  await complete(navigator, `${request}/route`, { ...route, child: 'new' })
  const child = await confirmRoute(supervisor, request)
  await complete(supervisor, `${child}/allocate`, { assessor: cast.assessor.person })

  const own = await somebody(service, { viewport: PHONE })
  await comeBack(own, code)
  await reads(own, '/family', /there will be a support assessment/, 'young-person-home')
  const assessor = await signInAs(service, cast.assessor)
  await complete(assessor, `${child}/met`, {
    ...dayFields('on', inDays(0)), place: 'A café they chose', how: 'We talked.', views: 'Wants to see films.'
  })
  await writeEntry(assessor, child, 'Likes horror films.')
  await reads(own, '/family/record', /Likes horror films\./)
  await complete(assessor, `${child}/needs/new`, {
    statement: 'A companion for an evening a week.', decision: 'meet', why: 'Going out with family is not going out.', met_by: 'A support worker of their age.'
  })
  await complete(assessor, `${child}/draft`, { words: 'This is what we have.' })
  await readsLetter(own, /The draft of/, /A companion for an evening a week/)
  await complete(supervisor, `${child}/sign-off`, { words: 'Agreed.' })
  await complete(assessor, `${child}/plan`, {
    'service.1.amount': 'An evening a week', 'service.1.provider': 'Larkfield Clubs', ...dayFields('service.1.starts', inDays(7)),
    ...dayFields('review', inDays(80)), contingency: 'Text us.'
  })
  await complete(assessor, `${child}/plan/share`, { words: 'As we said.' })
  await readsLetter(own, /support plan/, [new RegExp(`Dear ${called}`), /An evening a week/], 'young-person-plan')

  // A parent does not join it unless the young person agrees.
  await supervisor.goto(`${child}/people/new`)
  await fill(supervisor, { name: 'Rowena Saltmarsh', capacity: 'parent-carer', relationship: 'Mother', method: 'phone', value: '01632 960178' })
  await supervisor.locator('main form button[type="submit"]').last().click()
  await supervisor.waitForLoadState('load')
  assert.match(await supervisor.locator('.govuk-error-summary').innerText(), /young person/i)

  const after = await everythingOf(parent)
  assert.deepEqual([...after.keys()], [...before.keys()])
  for (const [path, body] of before) {
    // That a worker opened the record is never kept from the family; what for is their work, and no more is said.
    if (path !== '/family/reads') assert.ok(after.get(path) === body, `${path} is the same, byte for byte`)
  }
  await parent.goto('/family/reads')
  const newest = await parent.locator('main tbody tr').first().innerText()
  assert.match(newest, /The record\s+Their work with you$/)
  assert.ok(await linkTo(own, '/family', '[href="/family/challenge"]'), 'they can say that they do not agree')
  for (const page of [parent, navigator, supervisor, assessor, own]) await page.leave()
})
