// Somebody rings the front door about a child: written down, looked up, looked at, asked of the police, decided with the five
// questions, and whoever rang is told; once with JavaScript and once without. What the family reads changes by no byte.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { everythingOf } from './family.js'
import { fill, nothingToPutRight, send, setUp, signInAs, wellMade, withAndWithoutJavaScript } from './harness.js'
import { main } from './reading.js'

const service = setUp()

const WORDS = 'She has come to school without a coat since half-term, and she says that nobody gets up in the morning.'
const FIVE = {
  'settle-protection': 'no',
  'settle-services': 'Somebody who helps in the mornings.',
  'settle-section-17': 'yes',
  'settle-section-47': 'no',
  'settle-specialist': 'Nobody.'
}

for (const { title, javaScript } of withAndWithoutJavaScript) {
  test(`from the telephone to whoever rang being told, ${title}`, async () => {
    const { cast } = service
    const open = (persona) => signInAs(service, persona, { javaScript })
    const name = (shot) => javaScript ? shot : undefined
    const family = await open(cast.parent_with_plan)
    const before = await everythingOf(family)

    const door = await open(cast.front_door_practitioner)
    await door.goto('/contacts')
    await door.locator('main a[href="/contacts/new"]').click()
    await wellMade(door, name('contact-new'))
    await send(door)
    await wellMade(door, name('contact-new-refused'))
    await fill(door, {
      'contact-what': WORDS,
      'contact-children.1.child-name': 'Mina Invented',
      'contact-harm': 'no',
      'contact-family-knows': 'yes',
      'contact-source': 'source-2a',
      'contact-name': 'Tess Class',
      'contact-at-work': 'yes',
      'contact-organisation': 'Invented Primary School',
      'contact-reach': '01632 960142',
      'contact-way': 'phone',
      'contact-told': 'yes'
    })
    await door.locator('main form button[type="submit"]').last().click()
    await door.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
    const contact = new URL(door.url()).pathname
    await wellMade(door, name('contact'))

    // Whether the child is known is looked up before anything begins.
    await door.locator(`main a[href^="${contact}/children/"]`).first().click()
    await wellMade(door, name('contact-who'))
    await fill(door, { who: 'nobody' })
    await send(door)
    await nothingToPutRight(door)

    const step = async (page, what, fields) => {
      await page.goto(contact)
      const way = page.locator(`main a[href="${contact}/${what}"]`)
      assert.equal(await way.count(), 1, `${contact} leads to ${what}:\n${await main(page)}`)
      await way.click()
      await page.waitForURL((address) => address.pathname === `${contact}/${what}`)
      await wellMade(page, name(`contact-${what}`))
      await fill(page, fields)
      await send(page)
      await nothingToPutRight(page)
      return main(page)
    }
    await step(door, 'look', { 'look-words': 'A school that knows her well. Nobody speaks of harm.' })
    await step(door, 'ask-agency', { 'ask-which': 'police', 'ask-words': 'Is the family known? To see whether she is safe.', person: cast.police.person })
    const police = await open(cast.police)
    await police.goto('/contacts')
    await wellMade(police, name('contacts-asked'))
    assert.doesNotMatch(await main(police), /Tess Class/, 'who rang is known to the front door alone')
    await step(police, 'agency', { 'agency-which': 'police', 'agency-shared': 'knows-nothing' })
    await step(door, 'recommend', { 'recommend-outcome': 'section-17', 'recommend-why': 'Mornings are hard; the school can say more.' })

    // A manager signs; a question that is left blank is named.
    const manager = await open(cast.front_door_manager)
    await manager.goto(`${contact}/decide`)
    await fill(manager, { 'decide-outcome': 'section-17', 'decide-why': 'She is a child in need.' })
    await send(manager)
    assert.match(await main(manager), /None of the five is left blank/)
    await wellMade(manager, name('contact-decide-refused'))
    await step(manager, 'decide', { 'decide-outcome': 'section-17', 'decide-why': 'She is a child in need.', ...FIVE })
    await manager.goto('/contacts')
    await wellMade(manager, name('contacts-board'))
    assert.match(await main(manager), /Tell whoever got in touch what was decided/)

    await step(door, 'tell', { 'tell-how': 'phone', 'tell-words': 'You know her best; we shall ring you.' })
    await door.locator(`main a[href^="${contact}/letters/"]`).first().click()
    await wellMade(door, name('contact-letter'))
    const letter = await main(door)
    assert.match(letter, /Mina Invented: there is an assessment/)
    assert.match(letter, /You know her best/)

    const after = await everythingOf(family)
    for (const [path, body] of before) assert.ok(after.get(path) === body, `${path} of the family is the same, byte for byte`)
    for (const page of [door, police, manager, family]) await page.leave()
  })
}

test('danger now needs one answer', async () => {
  const school = await signInAs(service, service.cast.school, { javaScript: false })
  await school.goto('/contacts/new')
  await fill(school, { 'contact-danger': 'yes' })
  await school.locator('main form button[type="submit"]').last().click()
  await school.waitForURL(/\/concerns\/.+\/followed$/)
  await wellMade(school)
  await school.leave()
})
