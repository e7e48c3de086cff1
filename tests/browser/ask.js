// Asking for support, as somebody at a browser does it: one question after another, until there is a receipt.

import assert from 'node:assert/strict'

import { fill, heading, nothingToPutRight, send } from './harness.js'

/** A parent who asks about a child of this name. */
export function parentAbout (childName) {
  return {
    'who-is-asking': { 'who-is-asking': 'parent-carer' },
    'your-relationship': { 'your-relationship': 'his mother' },
    'what-would-help': { 'what-would-help': 'A break at the weekend, and somebody who can sign with him at the club.' },
    'kinds-of-help': { 'kinds-of-help': null },
    'how-soon': { 'how-soon': null },
    'your-name': { 'your-name': 'Imogen Farthingdale' },
    'child-name': { 'child-name': childName },
    'child-age': { 'child-age': '9' },
    'daily-life': { 'daily-life': 'He wakes four times a night and needs two of us to get about.' },
    'safe-contact': { 'safe-contact': 'phone' },
    'contact-number': { 'contact-number': '01632 960123' },
    'safe-message': { 'safe-message': 'say-who' },
    'agree-to-contact-others': { 'agree-to-contact-others': null }
  }
}

// More questions than any way through the form has.
const QUESTIONS_MAX = 60

/** Goes through every question. What is not in the answers is left empty; `null` takes the last choice. */
export async function answerAll (page, answers, look = async () => {}) {
  await page.goto('/ask')
  for (let asked = 0; asked < QUESTIONS_MAX; asked += 1) {
    const question = new URL(page.url()).pathname.split('/')[2]
    if (question === 'check') return
    const given = answers[question] ?? {}
    for (const [name, value] of Object.entries(given)) {
      if (value === null) await page.locator(`[name="${name}"]`).last().check()
      else await fill(page, { [name]: value })
    }
    await look(page, question)
    await send(page, 'Continue')
    await nothingToPutRight(page)
    assert.notEqual(new URL(page.url()).pathname.split('/')[2], question, `${question} leads on`)
  }
  assert.fail('the questions do not end')
}

/** Sends what was answered, and reads the receipt. */
export async function sendRequest (page) {
  await send(page, 'Send my request')
  await nothingToPutRight(page)
  assert.equal(new URL(page.url()).pathname, '/ask/sent')
  const text = await page.locator('main').innerText()
  const [code] = /\b[a-z]{5}(-[a-z]{5}){3}\b/.exec(text) ?? []
  const [reference] = /\b[A-Z0-9]{3}-[A-Z0-9]{3}\b/.exec(text) ?? []
  assert.ok(code, `the receipt shows a code: ${text}`)
  assert.ok(reference, `the receipt shows a reference: ${text}`)
  return { code, reference, text }
}

/** Comes back with a code. */
export async function comeBack (page, code) {
  await page.goto('/return')
  await fill(page, { code })
  await send(page)
  await nothingToPutRight(page)
  assert.equal(new URL(page.url()).pathname, '/family', await heading(page))
}
