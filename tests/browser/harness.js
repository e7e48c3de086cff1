// What every browser test uses: one demonstration and one Chromium a file, people who sign in, and what must hold for
// every page that anybody sees.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before } from 'node:test'
import { join } from 'node:path'

import { chromium } from 'playwright-core'

import { root, serve } from './service.js'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const screenshots = join(root, 'build', 'screenshots')

// The longest that one step may take on a slow machine, in milliseconds.
const ANSWER_WITHIN = 15_000

export const PHONE = { width: 375, height: 812 }
export const DESKTOP = { width: 1280, height: 900 }
// 400 % zoom on a screen of 1280 pixels (WCAG 2.2, success criterion 1.4.10).
const REFLOW = { width: 320, height: 800 }
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// Without these, Chromium talks to the network by itself, and asks for a sandbox that root cannot have.
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'
]

function chromiumPath () {
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  return execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim()
}

/** A browser. */
export const launch = () => chromium.launch({ executablePath: chromiumPath(), headless: true, args: FLAGS })

/** The demonstration and the browser of a test file; `service.address` and `service.cast` once the tests run. */
export function setUp () {
  const held = {}
  before(async () => {
    Object.assign(held, await serve())
    held.browser = await launch()
    mkdirSync(screenshots, { recursive: true })
  })
  after(async () => {
    await held.browser?.close()
    await held.stop?.()
  })
  return held
}

/** Somebody at a browser of their own. Whatever goes wrong on their pages is a failure when they leave. */
export async function somebody (service, { javaScript = true, viewport = DESKTOP } = {}) {
  const context = await service.browser.newContext({
    baseURL: service.address, javaScriptEnabled: javaScript, viewport, locale: 'en-GB', timezoneId: 'Europe/London'
  })
  const page = await context.newPage()
  page.setDefaultTimeout(ANSWER_WITHIN)
  page.javaScript = javaScript
  const faults = []
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    // A refused form is answered with a status that the browser reports as an error of loading; that is no fault.
    const refused = /Failed to load resource: the server responded with a status of (4\d\d|503)/.test(message.text())
    if (message.type() === 'error' && !refused) faults.push(`${page.url()}: ${message.text()}`)
  })
  page.on('request', (request) => {
    const address = request.url()
    const known = [service.address, 'data:', ...(service.elsewhere ?? [])]
    if (!known.some((place) => address.startsWith(place))) faults.push(`asked for ${address}`)
  })
  page.leave = async () => {
    await context.close()
    assert.deepEqual(faults, [], 'faults on the pages')
  }
  return page
}

/** Somebody of the cast, signed in with one click on their own button. */
export async function signInAs (service, persona, settings = {}) {
  const page = await somebody(service, settings)
  await page.goto('/sign-in')
  const value = persona.code ?? persona.person
  await page.locator(`form:has(input[value="${value}"]) button`).click()
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'))
  return page
}

/** Runs the test with JavaScript and without. */
export const withAndWithoutJavaScript = [
  { title: 'with JavaScript', javaScript: true },
  { title: 'without JavaScript', javaScript: false }
]

/** No violation of any rule, on the page as it stands. */
export async function axe (page) {
  const { violations } = page.javaScript ? await audit(page) : await auditCopy(page)
  const told = violations.map((rule) => ({
    rule: rule.id, help: rule.help, nodes: rule.nodes.slice(0, 5).map((node) => `${node.target.join(' ')}: ${node.failureSummary}`)
  }))
  assert.deepEqual(told, [], `accessibility of ${page.url()}`)
}

async function audit (page) {
  // By the debugger's way in, so that the page keeps its own security policy.
  await page.evaluate(axeSource)
  return page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), RULES
  )
}

// The audit is a script itself, so a page without scripts is looked at as a copy, with its own scripts taken out.
async function auditCopy (page) {
  const body = (await page.content()).replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
  const context = await page.context().browser().newContext({ bypassCSP: true, viewport: page.viewportSize() })
  try {
    const copy = await context.newPage()
    await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
    await copy.goto(page.url())
    return await audit(copy)
  } finally {
    await context.close()
  }
}

/** Nothing runs out of the side at 320 pixels. */
export async function reflow (page) {
  const before = page.viewportSize()
  await page.setViewportSize(REFLOW)
  const found = await page.evaluate(() => {
    const wide = document.documentElement.clientWidth
    const inScroller = (element) => element.closest('.alongside-scroll') !== null
    const out = [...document.querySelectorAll('body *')].filter((element) => {
      const box = element.getBoundingClientRect()
      return box.right > wide + 1 && box.width > 0 && !inScroller(element) && getComputedStyle(element).position !== 'absolute'
    })
    return { needed: document.documentElement.scrollWidth, wide, out: out.slice(0, 5).map((element) => element.outerHTML.slice(0, 160)) }
  })
  await page.setViewportSize(before)
  assert.ok(found.needed <= found.wide, `${page.url()} scrolls sideways at 320 pixels: ${JSON.stringify(found.out)}`)
}

/** The page as it looks on a phone and on a desk, for a person to look at. */
export async function picture (page, name) {
  const before = page.viewportSize()
  for (const [kind, size] of [['phone', PHONE], ['desktop', DESKTOP]]) {
    await page.setViewportSize(size)
    await page.screenshot({ path: join(screenshots, `${name}-${kind}.png`), fullPage: true })
  }
  await page.setViewportSize(before)
}

/** What holds for every page: one heading, a title, no missing words, no violation, no sideways scroll. */
export async function wellMade (page, name) {
  assert.equal(await page.locator('h1').count(), 1, `${page.url()} has one first heading`)
  assert.notEqual((await page.title()).trim(), '', `${page.url()} has a title`)
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  const text = await page.locator('body').innerText()
  assert.doesNotMatch(text, /\[[a-z]+-[a-z0-9-]+\]/, `${page.url()} has words for everything`)
  await axe(page)
  await reflow(page)
  if (name) await picture(page, name)
}

/** Sends the form that the page is about, by its first button or the one with this name. */
export async function send (page, button) {
  const chosen = button ? page.getByRole('button', { name: button }) : page.locator('main form button').first()
  await Promise.all([page.waitForLoadState('load'), chosen.first().click()])
}

/**
 * Fills the fields of a page by their names: text is typed, `true` ticks a box, and a text for radios or boxes chooses
 * that value. A list ticks several boxes.
 */
export async function fill (page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name="${name}"]`)
    assert.ok(await field.count() > 0, `${page.url()} has a field ${name}`)
    const kind = await field.first().evaluate((element) => element.type ?? element.tagName.toLowerCase())
    if (kind === 'radio' || kind === 'checkbox') {
      const values = value === true ? [await field.first().getAttribute('value')] : [value].flat()
      for (const each of values) await page.locator(`[name="${name}"][value="${each}"]`).check()
    } else if (kind === 'select-one') {
      await field.first().selectOption(String(value))
    } else {
      await field.first().fill(String(value))
    }
  }
}

/** The heading of the page. */
export async function heading (page) {
  return (await page.locator('h1').first().innerText()).trim()
}

/** Fails with the page's own words when it came back with something to put right. */
export async function nothingToPutRight (page) {
  const summary = page.locator('.govuk-error-summary')
  if (await summary.count() > 0) assert.fail(`${page.url()}: ${await summary.innerText()}`)
}

/** Addresses without identifiers, so that pages of a kind are recognised. */
export function kindOf (address) {
  const path = new URL(address, 'http://any').pathname
  return path.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}')
}
