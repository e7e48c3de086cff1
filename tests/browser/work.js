// What practitioners do with a request, step by step, on the pages they have for it.

import assert from 'node:assert/strict'

import { fill, nothingToPutRight, send } from './harness.js'

// How often a form may come back before the test gives up: each time, everything it names is filled in.
const TRIES = 4

/**
 * Fills a form and sends it. Where it comes back, the fields that its summary names are filled in too: "no" where one may
 * say no, the first choice otherwise (of a list too), a few words in a text. So each step shows that a refused form says what to do.
 */
export async function complete (page, path, fields, button) {
  if (path) await page.goto(path)
  const begun = page.url()
  await fill(page, fields)
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (button) await send(page, button)
    else await Promise.all([page.waitForLoadState('load'), page.locator('main form button[type="submit"]').last().click()])
    const named = await page.locator('.govuk-error-summary a').evaluateAll((links) => links.map((link) => link.getAttribute('href').slice(1)))
    if (named.length === 0) {
      assert.equal(await page.locator('.govuk-error-summary').count(), 0, `${begun} says what is wrong`)
      return
    }
    for (const name of named) await putRight(page, name)
  }
  await nothingToPutRight(page)
}

async function putRight (page, identifier) {
  const field = page.locator(`[id="${identifier}"]`)
  assert.equal(await field.count(), 1, `${page.url()}: the summary leads to ${identifier}`)
  const [kind, name] = await field.evaluate((element) => [element.type ?? element.tagName.toLowerCase(), element.name])
  if (kind === 'radio' || kind === 'checkbox') {
    const no = page.locator(`[name="${name}"][value="no"]`)
    await ((await no.count()) > 0 ? no : page.locator(`[name="${name}"]`)).first().check()
  } else if (kind === 'select-one') {
    const first = await field.locator('option:not([value=""])').first().getAttribute('value')
    await field.selectOption(first)
  } else if (kind === 'textarea' || kind === 'text') {
    await field.fill('As the family told us.')
  }
}

/** The address of the request about a child of this name, found on the list. */
export async function requestOf (page, childName) {
  await page.goto('/requests?stage=to-read')
  const row = page.locator('tr, li', { hasText: childName }).first()
  const href = await row.locator('a[href^="/requests/"]').first().getAttribute('href')
  return href.split('?')[0]
}

/** A navigator reads the request, answers the triage, confirms who asks, and proposes the support route. */
export async function navigate (page, request) {
  await complete(page, `${request}/read`, { 't1-immediate-danger': 'no', 'care-may-fail': 'no' })
  await complete(page, `${request}/triage`, {
    't2-asking-for-help': 'yes', 't2-what-help': 'Short breaks at the weekend.',
    't3-disabled': 'yes', 't8-level': 'full', 't9-facts-of-harm': 'no'
  })
  await complete(page, `${request}/asker`, { relationship: 'Mother', capacity: 'parent-carer', how: 'By telephone, at the number she gave.' })
  await complete(page, `${request}/route`, { route: 'support', level: 'full', why: 'A disabled child who needs help every day.', child: 'new' })
}

/** A supervisor confirms the route; answers the address of the child's record. */
export async function confirmRoute (page, request) {
  await complete(page, `${request}/confirm`, { decision: 'confirm' })
  await page.goto(request)
  const href = await page.locator('main a[href^="/children/"]').first().getAttribute('href')
  return href.split(/[?#]/)[0].split('/').slice(0, 3).join('/')
}

const addresses = (page, selector) => page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href').split(/[?#]/)[0]))

/** An assessor writes into the first open section that has a question to be answered in words. */
export async function writeEntry (page, child, words) {
  await page.goto(`${child}/assessment`)
  const sections = await addresses(page, `main a[href^="${child}/assessment/"]:not([href$="/open"])`)
  for (const section of new Set(sections)) {
    await page.goto(section)
    for (const question of new Set(await addresses(page, `main a[href^="${section}/"]:not([href$="/open"])`))) {
      await page.goto(question)
      const name = question.split('/').at(-1)
      const field = page.locator(`main textarea[name="${name}"]`)
      if (await field.count() === 0) continue
      await field.fill(words)
      await fill(page, { source: 'family' })
      await send(page)
      await nothingToPutRight(page)
      return
    }
  }
  assert.fail(`${child} has no question to be answered in words: ${sections}`)
}
