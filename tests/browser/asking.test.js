// A parent asks for support, saves and comes back, sends, and follows what they sent. A stranger who asks "about" a
// child who is known here learns nothing by it.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { answerAll, comeBack, parentAbout, sendRequest } from './ask.js'
import { PHONE, fill, kindOf, send, setUp, somebody, wellMade, withAndWithoutJavaScript } from './harness.js'

const service = setUp()

for (const { title, javaScript } of withAndWithoutJavaScript) {
  test(`a parent asks and follows it, ${title}`, async () => {
    const page = await somebody(service, { javaScript, viewport: PHONE })
    await page.goto('/')
    await page.locator('main a[href="/ask"]').first().click()
    const seen = []
    await answerAll(page, parentAbout('Rufus'), async (asked, question) => {
      seen.push(question)
      await wellMade(asked, javaScript ? `ask-${question}` : null)
    })
    assert.ok(seen.includes('what-would-help') && seen.includes('child-name'), `asked: ${seen}`)
    const summary = await page.locator('main').innerText()
    assert.match(summary, /somebody who can sign with him/, 'the answers to check are in the family’s own words')
    await wellMade(page, javaScript ? 'ask-check' : null)
    const { code, reference, text } = await sendRequest(page)
    assert.match(text, /\d{4}/, 'the receipt says by when')
    await wellMade(page, javaScript ? 'ask-sent' : null)
    await page.leave()

    const later = await somebody(service, { javaScript, viewport: PHONE })
    await comeBack(later, code.toUpperCase().replaceAll('-', ' '))
    const home = await later.locator('main').innerText()
    assert.match(home, new RegExp(reference), 'their page is about their request')
    await wellMade(later, null)
    await later.leave()
  })
}

test('what was typed is saved for later and comes back with a code', async () => {
  const page = await somebody(service)
  await page.goto('/ask')
  await fill(page, { 'who-is-asking': 'parent-carer' })
  await send(page, 'Continue')
  await fill(page, { 'your-relationship': 'Half a sentence' })
  await send(page, 'Save and come back later')
  const text = await page.locator('main').innerText()
  const [code] = /\b[a-z]{5}(-[a-z]{5}){3}\b/.exec(text) ?? []
  assert.ok(code, `saving gives a code: ${text}`)
  await page.leave()
  const later = await somebody(service)
  await later.goto('/return')
  await fill(later, { code })
  await send(later)
  await later.goto('/ask/your-relationship')
  assert.equal(await later.locator('[name="your-relationship"]').inputValue(), 'Half a sentence')
  await later.leave()
})

test('a wrong answer comes back with the text kept and a way to the field', async () => {
  const page = await somebody(service)
  await page.goto('/ask')
  await send(page, 'Continue')
  const link = page.locator('.govuk-error-summary a').first()
  await link.click()
  const focused = await page.evaluate(() => document.activeElement?.name ?? document.activeElement?.id)
  assert.equal(focused, 'who-is-asking', 'the summary leads to the field')
  await wellMade(page, 'ask-error')
  await page.leave()
})

// Everything that differs because two people are two people: identifiers, codes, references, names, the time.
function alike (html, names) {
  let text = html
  for (const name of names) text = text.replaceAll(name, '(name)')
  return text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '(identifier)')
    .replaceAll(/[0-9a-f]{64}/g, '(token)')
    .replaceAll(/\b[a-z]{5}(-[a-z]{5}){3}\b/g, '(code)')
    .replaceAll(/\b[A-Z0-9]{3}-[A-Z0-9]{3}\b/g, '(reference)')
    .replaceAll(/\b\d{1,2}[:.]\d{2}( ?[ap]m)?\b/g, '(time)')
}

async function askAbout (childName) {
  const page = await somebody(service)
  await answerAll(page, parentAbout(childName))
  const pages = new Map()
  const { code } = await sendRequest(page)
  pages.set('/ask/sent', alike(await page.content(), [childName]))
  await comeBack(page, code)
  const waiting = ['/family', '/family/record', '/family/plan', '/family/letters', '/family/reads', '/family/download']
  while (waiting.length > 0) {
    const path = waiting.shift()
    if (pages.has(path)) continue
    const answer = await page.request.get(path)
    const body = await answer.text()
    pages.set(path, `${answer.status()} ${alike(body, [childName])}`)
    for (const [, link] of body.matchAll(/href="(\/family[^"#]*)"/g)) waiting.push(link)
  }
  await page.leave()
  return new Map([...pages].map(([path, body]) => [kindOf(path), body]))
}

test('a stranger who asks about a child who is known here sees nothing of it', async () => {
  const known = await askAbout(service.cast.parent_with_plan.child_called)
  const unknown = await askAbout('Peregrine')
  assert.deepEqual([...known.keys()], [...unknown.keys()], 'the same pages')
  for (const [path, body] of known) assert.equal(body, unknown.get(path), `${path} tells whether the child is known`)
})
