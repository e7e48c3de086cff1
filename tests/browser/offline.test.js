// The page that checks returns as one file, opened from disk without any connection: what it finds is what the command line
// finds in the same files. The page is made by `make offline`, which needs Rust's library for WebAssembly.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'

import { axe, launch, reflow, somebody } from './harness.js'
import { executable, ownFolder, root } from './service.js'

const page = join(root, 'build', 'check-returns.html')
const address = pathToFileURL(page).href
const service = { address, elsewhere: ['blob:'] }

// What the script answers where that library is not to be had: then there is no page to open, and each test says so.
const LIBRARY_MISSING = 3
const made = spawnSync(join(root, 'scripts', 'offline.sh'), { stdio: 'inherit' })
const skip = made.status === LIBRARY_MISSING && "Rust's library for WebAssembly is not installed: no page was made"

before(async () => {
  assert.ok(skip || made.status === 0, 'the page could not be made')
  service.browser = await launch()
})

after(() => service.browser?.close())

const child = (id, need) => `<Child><ChildIdentifiers><LAchildID>${id}</LAchildID><UPNunknown>UN2</UPNunknown>
  <PersonBirthDate>2014-05-10</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
  <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>LD</Disability></Disabilities></ChildCharacteristics>
  <CINdetails><CINreferralDate>2025-09-01</CINreferralDate><ReferralSource>1A</ReferralSource>
  <PrimaryNeedCode>${need}</PrimaryNeedCode><ReferralNFA>0</ReferralNFA></CINdetails></Child>`

const census = `<?xml version="1.0"?>
<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>
<Children>${child('W0001', 'N99')}${child('W0002', 'N2')}</Children></Message>
`
const episodes = 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\r\n' +
  'W0001,01/06/2025,S,X9,N1,U1,PR1,,,,,,SC123456\r\n'

/** Somebody with the page open; that nothing else is asked for is seen when they leave. */
async function analyst () {
  const person = await somebody(service)
  await person.goto(address)
  return person
}

async function download (person) {
  const [file] = await Promise.all([
    person.waitForEvent('download'), person.getByRole('button', { name: 'Check' }).click()
  ])
  return readFileSync(await file.path(), 'utf8')
}

for (const { what, name, text } of [
  { what: 'a census', name: 'census.xml', text: census },
  { what: 'an SSDA903', name: 'episodes.csv', text: episodes }
]) {
  test(`${what} is checked as the command line checks it`, { skip }, async () => {
    const folder = ownFolder()
    writeFileSync(join(folder, name), text)
    const told = spawnSync(executable(), ['return', 'validate', name, '--format', 'json'], { cwd: folder, encoding: 'utf8' })
    assert.equal(told.status, 1, told.stderr)
    const person = await analyst()
    await person.locator('#files').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
    await person.getByLabel('What you want to have').selectOption('json')
    const found = await download(person)
    assert.ok(JSON.parse(found).findings.length > 0)
    assert.equal(found, told.stdout)
    await person.leave()
  })
}

test('files are dropped, what was found is read, and another return can be checked', { skip }, async () => {
  const person = await analyst()
  await axe(person)
  await reflow(person)
  await person.getByRole('button', { name: 'Check' }).click()
  await person.getByRole('alert').waitFor()
  assert.match(await person.title(), /^Problem/)
  assert.equal(await person.getByRole('link', { name: 'Choose the files of the return' }).getAttribute('href'), '#files')
  await axe(person)
  await person.evaluate((text) => {
    const given = new DataTransfer()
    given.items.add(new File([text], 'dropped.xml', { type: 'text/xml' }))
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true }))
  }, census)
  assert.equal(await person.locator('#chosen').innerText(), 'Chosen: dropped.xml')
  await person.getByRole('button', { name: 'Check' }).click()
  await person.getByRole('heading', { name: 'Children in need census 2025-26: what was found' }).waitFor()
  await axe(person)
  await reflow(person)
  // The script of what was found runs, and is the only other one that may.
  await person.getByLabel(/Show only rows with/).fill('W0001')
  assert.match(await person.getByRole('status').innerText(), /^\d+ findings$/)
  await person.getByRole('link', { name: 'Check another return' }).click()
  await person.getByRole('heading', { name: 'Check a return' }).waitFor()
  await person.leave()
})

test('whatever stood in a return, the browser lets the page send nothing', { skip }, async () => {
  const { browser } = service
  const page = await (await browser.newContext()).newPage()
  await page.goto(address)
  const tried = await page.evaluate(async () => {
    const kept = (promise) => promise.then(() => 'sent', () => 'kept back')
    const image = new Promise((resolve, reject) => {
      Object.assign(new Image(), { onload: resolve, onerror: reject, src: 'http://127.0.0.1:9/x' })
    })
    const script = document.createElement('script')
    script.textContent = 'window.ran = true'
    document.body.append(script)
    return [await kept(fetch('http://127.0.0.1:9/x')), await kept(fetch('data:text/plain,x')), await kept(image), window.ran]
  })
  assert.deepEqual(tried, ['kept back', 'kept back', 'kept back', undefined])
  await page.context().close()
})
