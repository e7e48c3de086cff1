// A family that reads easy read and speaks with an interpreter: it is asked for once, it is there at each step, and every
// letter can be had with short words and pictures.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { answerAll, comeBack, parentAbout, sendRequest } from './ask.js'
import { dayFields, inDays } from './dates.js'
import { setUp, signInAs, somebody, withAndWithoutJavaScript } from './harness.js'
import { reads, readsLetter } from './reading.js'
import { complete, confirmRoute, requestOf, writeEntry } from './work.js'

const service = setUp()

/** The letter in short words with pictures, on the page and as a file to print. */
async function inEasyRead (family, title, expected, picture) {
  const letter = await readsLetter(family, title, /Easy read/)
  await reads(family, `${letter}/easy-read`, expected, picture)
  const pictures = await family.locator('main svg, main img').count()
  assert.ok(pictures > 0, 'short words stand beside pictures')
  const file = await family.request.get(`${letter}/easy-read/pdf`)
  assert.equal(file.status(), 200)
  assert.equal((await file.body()).subarray(0, 5).toString(), '%PDF-')
}

for (const { title, javaScript } of withAndWithoutJavaScript) {
  test(`a family with an interpreter and easy read, ${title}`, async () => {
    const { cast } = service
    const settings = { javaScript }
    const called = javaScript ? 'Zoltan' : 'Bogumil'
    const asking = await somebody(service, settings)
    await answerAll(asking, {
      ...parentAbout(called),
      'your-formats': { 'your-formats': ['easy-read', 'another-language'] },
      'your-adjustments': { 'your-adjustments': 'A Polish interpreter, always the same one. Short calls.' },
      'child-communication': { 'child-communication': ['signing'] }
    })
    const { code } = await sendRequest(asking)
    await asking.leave()

    const navigator = await signInAs(service, cast.navigator, settings)
    const request = await requestOf(navigator, called)
    await reads(navigator, request, [/A Polish interpreter, always the same one/, /Easy read/])
    await complete(navigator, `${request}/read`, { 't1-immediate-danger': 'no', 'care-may-fail': 'no' })
    await complete(navigator, `${request}/triage`, {
      't2-asking-for-help': 'yes', 't2-what-help': 'A break at the weekend.', 't3-disabled': 'yes', 't8-level': 'full', 't9-facts-of-harm': 'no'
    })
    await complete(navigator, `${request}/asker`, { relationship: 'Mother', capacity: 'parent-carer', how: 'With the interpreter, by telephone.' })
    await complete(navigator, `${request}/route`, { route: 'support', level: 'full', why: 'Help is needed every day.', child: 'new' })
    const supervisor = await signInAs(service, cast.supervisor, settings)
    const child = await confirmRoute(supervisor, request)
    await complete(supervisor, `${child}/allocate`, { assessor: cast.assessor.person })

    const family = await somebody(service, settings)
    await comeBack(family, code)
    await inEasyRead(family, /help .* and your family need/i, /Help is needed every day/, 'easy-read-route')

    const assessor = await signInAs(service, cast.assessor, settings)
    await complete(assessor, `${child}/questions`, { adjustments: 'The same Polish interpreter. Signing for the child.', words: '' })
    await inEasyRead(family, /would like to talk about/, /Polish interpreter/, 'easy-read-questions')
    await complete(assessor, `${child}/visits/new`, {
      ...dayFields('on', inDays(21)), time: '4 pm', place: 'At the library, as you chose', who: 'Maryam, with the interpreter you know'
    })
    await inEasyRead(family, 'When we meet', /the interpreter you know/)
    await complete(assessor, `${child}/met`, {
      ...dayFields('on', inDays(0)), place: 'At the library', how: 'Signed, with the interpreter for the parents.', views: 'Signed: ducks.'
    })
    await complete(assessor, `${child}/views/new`, { said: 'Ducks.', ways: ['signing'], 'who-may-read': 'family-too' })
    await writeEntry(assessor, child, 'Two people are needed on stairs.')
    await complete(assessor, `${child}/needs/new`, {
      statement: 'A break each Saturday.', decision: 'meet', why: 'Both parents are worn out.', met_by: 'A club that signs.'
    })
    await complete(assessor, `${child}/draft`, { words: 'Read it with the interpreter.' })
    await inEasyRead(family, /The draft of/, /A break each Saturday/, 'easy-read-draft')

    for (const page of [navigator, supervisor, assessor, family]) await page.leave()
  })
}
