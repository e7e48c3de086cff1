// The whole way: a parent asks, a navigator routes, a supervisor confirms and allocates, an assessor writes, somebody else
// signs off, there is a plan, and the parent reads all of it. On the way the parent says that an entry is wrong, and the
// decision waits for the answer.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { answerAll, comeBack, parentAbout, sendRequest } from './ask.js'
import { setUp, signInAs, somebody, wellMade, withAndWithoutJavaScript } from './harness.js'
import { complete, confirmRoute, navigate, requestOf, writeEntry } from './work.js'

const service = setUp()

const today = new Date()
const inDays = (days) => new Date(today.getTime() + days * 24 * 60 * 60 * 1000)
const [soon, later] = [inDays(14), inDays(90)]
const date = (name, then) => ({
  [`${name}.day`]: String(then.getDate()), [`${name}.month`]: String(then.getMonth() + 1), [`${name}.year`]: String(then.getFullYear())
})

async function ask (javaScript, childName) {
  const page = await somebody(service, { javaScript })
  await answerAll(page, parentAbout(childName))
  const receipt = await sendRequest(page)
  await page.leave()
  return receipt
}

for (const { title, javaScript } of withAndWithoutJavaScript) {
  test(`a parent asks and follows to a plan, ${title}`, async () => {
    const { cast } = service
    const settings = { javaScript }
    const childName = javaScript ? 'Ptolemy' : 'Ottoline'
    const { code } = await ask(javaScript, childName)

    const navigator = await signInAs(service, cast.navigator, settings)
    const request = await requestOf(navigator, childName)
    await navigate(navigator, request)
    await navigator.goto(request)
    await wellMade(navigator, javaScript ? 'request-routed' : null)

    const supervisor = await signInAs(service, cast.supervisor, settings)
    const child = await confirmRoute(supervisor, request)
    await complete(supervisor, `${child}/allocate`, { assessor: cast.assessor.person })

    const assessor = await signInAs(service, cast.assessor, settings)
    await assessor.goto(`${child}/assessment`)
    await wellMade(assessor, javaScript ? 'assessment-begun' : null)
    await writeEntry(assessor, child, 'As the family told us.')

    const parent = await somebody(service, settings)
    await comeBack(parent, code)
    await parent.goto('/family/record')
    assert.match(await parent.locator('main').innerText(), /As the family told us/, 'the parent reads along')
    const wrong = await parent.locator('main a[href*="/comment"]').first().getAttribute('href')
    await complete(parent, wrong, { 'what-kind': 'wrong', 'your-words': 'He was awake until four.' })
    await parent.goto('/family/record')
    assert.match(await parent.locator('main').innerText(), /awake until four/)

    await complete(assessor, `${child}/met`, {
      ...date('on', today), place: 'At home', how: 'We played with his trains.', views: 'He signed that he wants to go swimming.'
    })
    await complete(assessor, `${child}/needs/new`, {
      statement: 'Somebody with him at night twice a week.', decision: 'meet', why: 'His parents do not sleep.', met_by: 'A night sitter.'
    })
    await complete(assessor, `${child}/draft`, { words: 'Here is what we have written so far.' })

    await assessor.goto(child)
    const answer = await assessor.locator('main a[href*="/comments/"][href$="/answer"]').first().getAttribute('href')
    await supervisor.goto(`${child}/sign-off`)
    assert.match(await supervisor.locator('main').innerText(), /comment|said|answer/i, 'the decision waits for the answer')
    await complete(assessor, answer, { words: 'You are right, and it is put right.' })

    await complete(supervisor, `${child}/sign-off`, { words: 'Agreed.' })
    await complete(assessor, `${child}/plan`, {
      'service.1.amount': 'Two nights a week', 'service.1.provider': 'Larkfield Short Breaks', ...date('service.1.starts', soon),
      ...date('review', later), contingency: 'Ring us, at any hour.'
    })
    await complete(assessor, `${child}/plan/share`, { words: 'This is the plan.' })

    await parent.goto('/family/record')
    assert.match(await parent.locator('main').innerText(), /You are right, and it is put right/)
    await parent.goto('/family/plan')
    assert.match(await parent.locator('main').innerText(), /night twice a week/)
    await wellMade(parent, javaScript ? 'family-plan' : null)
    for (const page of [navigator, supervisor, assessor, parent]) await page.leave()
  })
}

test('an assessor without current training is refused, and with a condition adviser may lead', async () => {
  const { cast } = service
  await ask(true, 'Barnabas')
  const navigator = await signInAs(service, cast.navigator)
  const request = await requestOf(navigator, 'Barnabas')
  await navigate(navigator, request)
  const supervisor = await signInAs(service, cast.supervisor)
  const child = await confirmRoute(supervisor, request)
  await supervisor.goto(`${child}/allocate`)
  await supervisor.locator(`[name="assessor"][value="${cast.lapsed_assessor.person}"]`).check()
  await supervisor.locator('main form button[type="submit"]').last().click()
  await supervisor.waitForLoadState('load')
  assert.match(await supervisor.locator('.govuk-error-summary').innerText(), /training/i, 'refused, and it says why')
  await wellMade(supervisor, 'allocate-refused')
  await complete(supervisor, null, {
    assessor: cast.lapsed_assessor.person, adviser: cast.condition_adviser.person, why: 'Nobody with current training is free before Christmas.'
  })
  await supervisor.goto(child)
  const text = await supervisor.locator('main').innerText()
  assert.match(text, new RegExp(cast.lapsed_assessor.name))
  assert.match(text, new RegExp(cast.condition_adviser.name))
  await navigator.leave()
  await supervisor.leave()
})
