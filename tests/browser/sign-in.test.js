// Practitioners sign in by the partnership's own provider: a real one, run beside the service. With a second factor and
// without, with a statement made for another service, with no account here, and while the provider is away.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import { writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { join } from 'node:path'

import { SignJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'

import { heading, launch, send, somebody, wellMade } from './harness.js'
import { executable, freePort, ownFolder, start } from './service.js'

const SECRET = 'a-secret-of-this-test-alone'
const service = {}
// What the provider does at the moment: for which service its statements are made.
const provider = { audience: null }

/** The page on which the provider asks who it is: one button with the second step, one without. */
function interaction (oidc) {
  return async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next()
    if (context.method === 'GET') {
      context.type = 'html'
      context.body = `<!doctype html><html lang="en"><title>Provider</title><h1>Who are you?</h1><form method="post">
        <label>Name <input name="name"></label>
        <button name="step" value="pwd otp">With my device</button><button name="step" value="pwd">Without</button></form>`
      return
    }
    let body = ''
    for await (const piece of context.req) body += piece
    const form = new URLSearchParams(body)
    const login = { accountId: form.get('name'), amr: form.get('step').split(' ') }
    context.respond = false
    await oidc.interactionFinished(context.req, context.res, { login })
  }
}

/** The provider's own page for signing out; the one it comes with asks for fonts elsewhere. */
async function leaving (context, form) {
  context.type = 'html'
  context.body = `<!doctype html><html lang="en"><title>Provider</title><h1>Sign out?</h1>${form}</html>`
}

/** Statements made for another service, signed with the provider's own key. */
function otherAudience (privateKey) {
  return async (context, next) => {
    await next()
    if (context.path !== '/token' || !provider.audience || !context.body.id_token) return
    const claims = { ...decodeJwt(context.body.id_token), aud: provider.audience }
    const signed = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'test' })
    context.body = { ...context.body, id_token: await signed.sign(privateKey) }
  }
}

async function startProvider (issuer, address) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const key = { ...await exportJWK(privateKey), kid: 'test', alg: 'RS256', use: 'sig' }
  const oidc = new Provider(issuer, {
    clients: [{
      client_id: 'alongside',
      client_secret: SECRET,
      redirect_uris: [`${address}/sign-in/identity/answer`],
      post_logout_redirect_uris: [`${address}/`]
    }],
    jwks: { keys: [key] },
    claims: { openid: ['sub', 'amr'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['for-tests'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource: leaving } },
    interactions: { url: (context, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
    async loadExistingGrant (context) {
      const { client, session } = context.oidc
      const grant = new oidc.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    }
  })
  oidc.use(otherAudience(privateKey))
  oidc.use(interaction(oidc))
  const server = createServer(oidc.callback())
  await new Promise((resolve) => server.listen(new URL(issuer).port, '127.0.0.1', resolve))
  return server
}

before(async () => {
  const folder = ownFolder()
  const listen = `127.0.0.1:${await freePort()}`
  const address = `http://${listen}`
  const issuer = `http://127.0.0.1:${await freePort()}`
  const record = ['--database', `sqlite:${join(folder, 'alongside.db')}`, '--partnership', 'wendale', '--protocol', 'wendale']
  execFileSync(executable(), ['begin', ...record, '--name', 'Ada Sorrel'])
  execFileSync(executable(), [
    'account', 'add', ...record, '--name', 'Ruth Adeyemi', '--account', 'ruth.adeyemi', '--agency', 'council',
    '--agency-name', 'Wendale Council', '--capacity', 'navigator', '--without-password'
  ])
  writeFileSync(join(folder, 'identity.toml'), `
    name = "Wendale Council"
    issuer = "${issuer}"
    client-id = "alongside"
    address = "${address}"
    account-claim = "preferred_username"
    [second-factor]
    methods = ["otp", "mfa"]
  `)
  const options = ['--without-https', '--identity', join(folder, 'identity.toml'), '--without-passwords']
  const running = await start(folder, listen, ['serve', ...record, ...options], { ALONGSIDE_CLIENT_SECRET: SECRET })
  Object.assign(service, running, { issuer, elsewhere: [issuer], browser: await launch() })
})

after(async () => {
  await service.browser?.close()
  provider.server?.closeAllConnections()
  provider.server?.close()
  await service.stop?.()
})

/** At the provider, with this name and this button. */
async function atProvider (page, name, button) {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with Wendale Council' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: button }).click()
  await page.waitForURL((address) => address.origin === service.address)
}

async function refusal (page) {
  return page.locator('.govuk-error-summary').innerText()
}

test('while the provider is away, the page says so and families are served', async () => {
  const page = await somebody(service)
  await page.goto('/sign-in')
  assert.equal(await page.locator('input[type="password"]').count(), 0, 'no password is asked for')
  await wellMade(page, 'sign-in-identity')
  await page.getByRole('button', { name: 'Sign in with Wendale Council' }).click()
  assert.match(await refusal(page), /Wendale Council does not answer at the moment/)
  await wellMade(page, 'sign-in-identity-away')
  const asked = await page.goto('/ask')
  assert.equal(asked.status(), 200)
  await page.leave()
  provider.server = await startProvider(service.issuer, service.address)
})

for (const javaScript of [true, false]) {
  test(`with a second factor one is signed in, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const page = await somebody(service, { javaScript })
    await atProvider(page, 'ruth.adeyemi', 'With my device')
    assert.equal(new URL(page.url()).pathname, '/today')
    await page.goto('/sign-out')
    await send(page, 'Sign out')
    assert.equal(new URL(page.url()).pathname, '/sign-out/done')
    assert.equal(await heading(page), 'You are signed out of this service')
    await wellMade(page, javaScript ? 'sign-out-done' : null)
    const today = await page.goto('/today')
    assert.equal(new URL(today.url()).pathname, '/sign-in')
    await page.goto('/sign-out/done')
    await page.getByRole('button', { name: 'Sign out of Wendale Council too' }).click()
    await page.waitForURL((address) => address.origin === service.issuer)
    assert.match(page.url(), /session\/end/)
    await page.leave()
  })
}

test('without a second factor nobody is signed in', async () => {
  const page = await somebody(service)
  await atProvider(page, 'ruth.adeyemi', 'Without')
  assert.match(await refusal(page), /did not ask you for a second step/)
  await wellMade(page)
  await page.goto('/today')
  assert.equal(new URL(page.url()).pathname, '/sign-in')
  await page.leave()
})

test('a statement that was made for another service signs nobody in', async () => {
  provider.audience = 'another-service'
  const page = await somebody(service)
  await atProvider(page, 'ruth.adeyemi', 'With my device')
  provider.audience = null
  assert.match(await refusal(page), /cannot be trusted/)
  await page.goto('/today')
  assert.equal(new URL(page.url()).pathname, '/sign-in')
  await page.leave()
})

test('somebody whom the provider knows and the partnership does not has no account here', async () => {
  const page = await somebody(service)
  await atProvider(page, 'nobody.here', 'With my device')
  assert.match(await refusal(page), /you have no open account here/)
  await page.leave()
})

test('an answer of another session signs nobody in', async () => {
  const page = await somebody(service)
  const answered = await page.goto('/sign-in/identity/answer?code=made-up&state=made-up')
  assert.equal(answered.status(), 403)
  assert.match(await refusal(page), /Begin again/)
  await page.leave()
})
