// Short breaks from both sides: the family reads the ledger; the assessor books a long stay, is told what changes, and books
// it; the family reads what changed. And what the child said, from both sides.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { setUp, signInAs, wellMade, withAndWithoutJavaScript } from './harness.js'

const service = setUp()

const inDays = (days) => new Date(Date.now() + days * 24 * 60 * 60 * 1000)
const words = (page) => page.locator('main').innerText()

async function typeDate (page, name, then) {
  for (const [part, value] of [['day', then.getDate()], ['month', then.getMonth() + 1], ['year', then.getFullYear()]]) {
    await page.locator(`[name="${name}.${part}"]`).fill(String(value))
  }
}

async function send (page) {
  await page.locator('main form button').last().click()
}

for (const { title, javaScript } of withAndWithoutJavaScript) {
  test(`a long stay is explained, booked, and read by the family, ${title}`, async () => {
    const { cast } = service
    const persona = cast.parent_with_plan
    const parent = await signInAs(service, persona, { javaScript })
    await parent.goto('/family/breaks')
    assert.match(await words(parent), /No number here limits the breaks that your family may have/)
    await wellMade(parent, javaScript ? 'family-breaks' : null)

    const assessor = await signInAs(service, cast.second_assessor, { javaScript })
    await assessor.goto(`/children/${persona.child}/breaks`)
    await wellMade(assessor, javaScript ? 'children-breaks' : null)
    const before = /all the rules for looked-after/.test(await words(assessor))
    await assessor.locator('main a', { hasText: 'Book a stay' }).first().click()
    await wellMade(assessor, null)
    const first = inDays(javaScript ? 80 : 120)
    await typeDate(assessor, 'starts', first)
    await assessor.locator('[name="starts.time"]').fill('10:00')
    await typeDate(assessor, 'ends', new Date(first.getTime() + 21 * 24 * 60 * 60 * 1000))
    await assessor.locator('[name="ends.time"]').fill('16:00')
    await send(assessor)
    if (!before) {
      assert.match(await words(assessor), /other rules apply. The stay can go ahead/)
      assert.match(await words(assessor), /This does not limit the breaks/)
      assert.equal(await assessor.locator('[name="starts.time"]').inputValue(), '10:00', 'what was typed is kept')
      await wellMade(assessor, javaScript ? 'children-breaks-change' : null)
      await assessor.locator('[name="change_explained"]').fill('Went through it at home. They want the stay.')
      await send(assessor)
    }
    assert.match(new URL(assessor.url()).pathname, /breaks$/)
    assert.match(await words(assessor), /22 days/)

    await parent.goto('/family/breaks')
    assert.match(await words(parent), /What stays the same/)
    assert.match(await words(parent), /Went through it at home. They want the stay./)
    await wellMade(parent, javaScript ? 'family-breaks-changed' : null)
    await parent.leave()

    await assessor.goto(`/children/${persona.child}/views`)
    await wellMade(assessor, javaScript ? 'children-views' : null)
    await assessor.goto(`/children/${persona.child}/views/new`)
    await wellMade(assessor, javaScript ? 'children-views-new' : null)
    await assessor.locator('[name="said"]').fill('Ducks. Again ducks.')
    await assessor.locator('[name="ways"][value="device"]').check()
    await assessor.locator('[name="who-may-read"][value="family-too"]').check()
    await send(assessor)
    assert.match(await words(assessor), /Ducks. Again ducks./)
    await assessor.leave()

    const reader = await signInAs(service, persona, { javaScript })
    await reader.goto('/family/views')
    assert.match(await words(reader), /Ducks. Again ducks./)
    assert.match(await words(reader), /It is not a check on you/)
    await wellMade(reader, javaScript ? 'family-views' : null)
    await reader.leave()
  })
}
