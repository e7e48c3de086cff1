// What somebody reads, and where a page leads them.

import assert from 'node:assert/strict'

import { wellMade } from './harness.js'

/** What the page says. */
export const main = (page) => page.locator('main').innerText()

/** What somebody reads at an address, which is well made and says what is expected. */
export async function reads (page, path, expected, picture) {
  await page.goto(path)
  const text = await main(page)
  for (const words of [expected].flat()) assert.match(text, words, `${path} says ${words}:\n${text}`)
  await wellMade(page, page.javaScript ? picture : null)
  return text
}

/** The address of the first link of the page that matches. */
export async function linkTo (page, path, selector) {
  await page.goto(path)
  const link = page.locator(`main a${selector}`).first()
  assert.ok(await link.count() > 0, `${path} has a link ${selector}:\n${await main(page)}`)
  return link.getAttribute('href')
}

/** Opens the family's newest letter with these words in its title. */
export async function readsLetter (family, title, expected, picture) {
  await family.goto('/family/letters')
  const link = family.locator('main a[href^="/family/letters/"]', { hasText: title }).first()
  assert.ok(await link.count() > 0, `there is a letter "${title}":\n${await main(family)}`)
  const address = await link.getAttribute('href')
  await reads(family, address, expected, picture)
  return address
}
