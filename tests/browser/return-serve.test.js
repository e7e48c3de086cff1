// The page on an analyst's own machine: files are chosen or dropped, and what was found is read, with a mouse, with keys alone,
// on a narrow screen, and without JavaScript.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { axe, launch, reflow, somebody, withAndWithoutJavaScript } from './harness.js'
import { freePort, ownFolder, start } from './service.js'

const service = {}

before(async () => {
  Object.assign(service, await start(ownFolder(), `127.0.0.1:${await freePort()}`, ['return', 'serve']))
  service.browser = await launch()
})

after(async () => {
  await service.browser?.close()
  await service.stop?.()
})

const child = (id, need) => `<Child><ChildIdentifiers><LAchildID>${id}</LAchildID><UPNunknown>UN2</UPNunknown>
  <PersonBirthDate>2014-05-10</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
  <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>LD</Disability></Disabilities></ChildCharacteristics>
  <CINdetails><CINreferralDate>2025-09-01</CINreferralDate><ReferralSource>1A</ReferralSource>
  <PrimaryNeedCode>${need}</PrimaryNeedCode><ReferralNFA>0</ReferralNFA></CINdetails></Child>`

const census = Buffer.from(`<?xml version="1.0"?>
<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>
<Children>${child('W0001', 'N99')}${child('W0002', 'N2')}${child('W0003', '<b>')}</Children></Message>
`.replace('<b>', 'M&lt;b&gt;'))

const file = { name: 'census.xml', mimeType: 'text/xml', buffer: census }

for (const { title, javaScript } of withAndWithoutJavaScript) {
  test(`a census is checked, ${title}`, async () => {
    const analyst = await somebody(service, { javaScript })
    await analyst.goto('/')
    assert.equal(await analyst.locator('h1').innerText(), 'Check a return')
    await axe(analyst)
    await reflow(analyst)
    await analyst.locator('summary').click()
    await axe(analyst)
    await reflow(analyst)

    await analyst.getByRole('button', { name: 'Check' }).click()
    await analyst.getByRole('alert').waitFor()
    assert.match(await analyst.title(), /^Problem/)
    assert.equal(await analyst.getByRole('link', { name: 'Choose the files of the return' }).getAttribute('href'), '#files')
    await axe(analyst)

    await analyst.locator('#files').setInputFiles(file)
    if (javaScript) assert.equal(await analyst.locator('#chosen').innerText(), 'Chosen: census.xml')
    await analyst.getByRole('button', { name: 'Check' }).click()
    await analyst.getByRole('heading', { name: 'Children in need census 2025-26: what was found' }).waitFor()
    const rule = analyst.locator('details.rule', { hasText: '8650' })
    await rule.locator('summary').click()
    assert.match(await rule.innerText(), /W0001/)
    assert.match(await rule.innerText(), /M<b>/)
    await axe(analyst)
    await reflow(analyst)
    if (javaScript) {
      await analyst.getByLabel(/Show only rows with/).fill('W0003')
      assert.match(await analyst.getByRole('status').innerText(), /^\d+ findings$/)
      assert.equal(await rule.locator('tbody tr:visible').count(), 1)
    }
    await analyst.getByRole('link', { name: 'Check another return' }).click()
    await analyst.getByRole('heading', { name: 'Check a return' }).waitFor()
    await analyst.leave()
  })
}

test('files are dropped on the page, and the answer is had as rows, with keys alone', async () => {
  const analyst = await somebody(service)
  await analyst.goto('/')
  await analyst.evaluate((text) => {
    const given = new DataTransfer()
    given.items.add(new File([text], 'dropped.xml', { type: 'text/xml' }))
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true }))
  }, census.toString())
  assert.equal(await analyst.locator('#chosen').innerText(), 'Chosen: dropped.xml')
  // After the drop the button is next, and one key before it what the answer shall be.
  assert.equal(await analyst.evaluate(() => document.activeElement.textContent), 'Check')
  await analyst.keyboard.press('Shift+Tab')
  await analyst.keyboard.press('ArrowDown')
  await analyst.keyboard.press('Tab')
  const [rows] = await Promise.all([analyst.waitForEvent('download'), analyst.keyboard.press('Enter')])
  assert.equal(rows.suggestedFilename(), 'findings.csv')
  await analyst.leave()
})
