// A data analyst in the service: two years' census files, a finding that is shared out and explained, last year's words this
// year, and what the record says today; with a mouse, on a narrow screen, and without JavaScript.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fill, heading, nothingToPutRight, send, setUp, signInAs, wellMade, withAndWithoutJavaScript } from './harness.js'

const service = setUp()

const child = (year, [id, need]) => `<Child><ChildIdentifiers><LAchildID>${id}</LAchildID><UPNunknown>UN2</UPNunknown>
  <PersonBirthDate>2014-05-10</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
  <ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
  <CINdetails><CINreferralDate>${year - 1}-09-01</CINreferralDate><ReferralSource>1A</ReferralSource>
  <PrimaryNeedCode>${need}</PrimaryNeedCode><ReferralNFA>0</ReferralNFA></CINdetails></Child>`

const census = (year, children) => ({
  name: `census-${year}.xml`,
  mimeType: 'text/xml',
  buffer: Buffer.from(`<?xml version="1.0"?>
<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>${year}</Year>
<ReferenceDate>${year}-03-31</ReferenceDate></CollectionDetails></Header>
<Children>${children.map((each) => child(year, each)).join('')}</Children></Message>
`)
})

async function check (analyst, file) {
  await analyst.goto('/returns/new')
  await analyst.locator('#files').setInputFiles(file)
  await send(analyst, 'Check these files')
  await nothingToPutRight(analyst)
}

for (const { title, javaScript } of withAndWithoutJavaScript) {
  test(`returns are checked, shared out and explained, ${title}`, async () => {
    const looks = (page, name) => wellMade(page, javaScript ? `analyst-${name}` : undefined)
    // The second time the returns of the first are there.
    const [last, now] = javaScript ? [2023, 2024] : [2025, 2026]
    const analyst = await signInAs(service, service.cast.analyst, { javaScript })
    await analyst.getByRole('link', { name: 'Returns' }).click()
    assert.equal(await heading(analyst), 'Statutory returns')
    await looks(analyst, 'none')
    await analyst.getByRole('button', { name: 'Check a return' }).click()
    await looks(analyst, 'new')

    await analyst.locator('#files').setInputFiles({ name: 'report.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
    await send(analyst, 'Check these files')
    await analyst.getByRole('alert').waitFor()
    assert.match(await analyst.getByRole('alert').innerText(), /neither a census/)
    await looks(analyst, 'new-refused')

    await check(analyst, census(last, [['W0001', 'N99'], ['W0002', 'N4']]))
    assert.match(await heading(analyst), new RegExp(`^Children in need census ${last - 1}-`))
    await analyst.getByRole('link', { name: '8650', exact: true }).click()
    await looks(analyst, 'findings')
    await analyst.locator('tbody').getByRole('link', { name: '8650' }).click()
    await looks(analyst, 'finding')
    await fill(analyst, { text: 'The Department gave us this code by letter.' })
    await send(analyst, 'Mark as explained')
    await nothingToPutRight(analyst)
    await looks(analyst, 'finding-explained')

    await check(analyst, census(now, [['W0000', 'N98'], ['W0001', 'N99'], ['W0003', 'N2']]))
    await looks(analyst, 'return')
    await analyst.getByRole('button', { name: 'See the findings' }).click()
    await looks(analyst, 'all-findings')
    await fill(analyst, { rule: '8650' })
    await send(analyst, 'Show')
    const tick = analyst.getByRole('checkbox', { name: 'Rule 8650, child W0001' })
    await send(analyst, 'Give them to this person')
    await analyst.getByRole('alert').waitFor()
    await looks(analyst, 'findings-refused')
    await tick.check()
    await fill(analyst, { to: service.cast.analyst.person })
    await send(analyst, 'Give them to this person')
    await nothingToPutRight(analyst)
    await fill(analyst, { who: 'me' })
    await send(analyst, 'Show')
    assert.equal(await analyst.locator('tbody tr').count(), 1)
    await analyst.locator('tbody').getByRole('link', { name: '8650' }).click()
    assert.equal(await analyst.locator('textarea').inputValue(), 'The Department gave us this code by letter.')
    await looks(analyst, 'finding-last-year')
    await send(analyst, 'Mark as explained')
    await send(analyst, 'Take the explanation back')
    await looks(analyst, 'finding-taken-back')

    await analyst.goto(`/returns/cin-${now}/children`)
    await looks(analyst, 'children')
    await fill(analyst, { child: 'W9999' })
    await send(analyst, 'Find')
    await analyst.getByRole('alert').waitFor()
    await fill(analyst, { child: 'W0001' })
    await send(analyst, 'Find')
    assert.doesNotMatch(analyst.url(), /W0001/)
    assert.match(await analyst.locator('main').innerText(), /Child W0001 alone is shown/)

    await analyst.goto('/returns/new')
    await send(analyst, 'Make it and check it')
    await nothingToPutRight(analyst)
    await looks(analyst, 'built')
    await analyst.getByRole('button', { name: 'See the findings' }).click()
    await looks(analyst, 'built-findings')
    await analyst.locator('tbody a').first().click()
    await looks(analyst, 'built-finding')
    await analyst.goto('/returns')
    await looks(analyst, 'list')
    await analyst.leave()
  })
}
