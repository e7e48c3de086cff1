// The steps of the route, 1 to 14, from both sides: after each thing that a worker does, what the family reads of it.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { answerAll, comeBack, parentAbout, sendRequest } from './ask.js'
import { dayFields, inDays } from './dates.js'
import { setUp, signInAs, somebody, withAndWithoutJavaScript } from './harness.js'
import { linkTo, reads, readsLetter } from './reading.js'
import { complete, confirmRoute, requestOf, writeEntry } from './work.js'

const service = setUp()

for (const { title, javaScript } of withAndWithoutJavaScript) {
  test(`the fourteen steps, from both sides, ${title}`, async () => {
    const { cast } = service
    const settings = { javaScript }
    const called = javaScript ? 'Ptolemy' : 'Ottoline'
    const worker = (persona) => signInAs(service, persona, settings)

    // 1. Ask.
    const asking = await somebody(service, settings)
    await answerAll(asking, parentAbout(called))
    const { code, text: receipt } = await sendRequest(asking)
    assert.match(receipt, /read/i)
    await asking.leave()
    const parent = await somebody(service, settings)
    await comeBack(parent, code)

    // 3. Help in the meantime comes before anything else; 2. Respond.
    const navigator = await worker(cast.navigator)
    const request = await requestOf(navigator, called)
    await complete(navigator, `${request}/read`, { 't1-immediate-danger': 'no', 'care-may-fail': 'yes' })
    await complete(navigator, `${request}/interim`, {
      starts: 'yes', words: 'A sitter comes tonight and tomorrow night.', away: 'no'
    })
    await reads(parent, '/family/request', /A sitter comes tonight and tomorrow night/)
    await complete(navigator, `${request}/triage`, {
      't2-asking-for-help': 'yes', 't2-what-help': 'Short breaks at the weekend.', 't3-disabled': 'yes', 't8-level': 'full', 't9-facts-of-harm': 'no'
    })
    await complete(navigator, `${request}/asker`, { relationship: 'Mother', capacity: 'parent-carer', how: 'By telephone, at the number she gave.' })
    await complete(navigator, `${request}/route`, { route: 'support', level: 'full', why: 'Help is needed every night.', child: 'new' })
    const supervisor = await worker(cast.supervisor)
    const child = await confirmRoute(supervisor, request)
    const home = await reads(parent, '/family', [/there will be a support assessment/, /Help is needed every night/])
    assert.doesNotMatch(home, /Tell the family what was decided/, 'the letter went out with the decision')
    await readsLetter(parent, /help .* and your family need/i, [/Our answer is yes/, /What we will not do/], 'letter-route')

    // 4. Prepare.
    await complete(supervisor, `${child}/allocate`, { assessor: cast.assessor.person })
    const assessor = await worker(cast.assessor)
    await complete(assessor, `${child}/questions`, { adjustments: 'Short questions, one at a time.', words: 'Use what you already have.' })
    await readsLetter(parent, /would like to talk about/, [/What we will not ask or do/, /We do not look at bedrooms/, /Short questions, one at a time/], 'letter-questions')
    await complete(assessor, `${child}/visits/new`, { ...dayFields('on', inDays(21)), time: '10 am', place: 'At home, as you chose', who: 'Only me' })
    await readsLetter(parent, 'When we meet', [/At home, as you chose/, /another day, another place/], 'letter-visit')

    // 5. Listen to the child.
    await complete(assessor, `${child}/met`, {
      ...dayFields('on', inDays(0)), place: 'At home', how: 'We played with the trains.', views: 'Smiled at the picture of the pool.'
    })
    await assessor.goto(`${child}/views/new`)
    await complete(assessor, null, { said: 'Pool. More pool.', ways: ['device'], 'who-may-read': 'family-too' })
    await reads(parent, '/family/views', /Pool\. More pool\./)

    // 6. Assess; the family adds its own words and does not agree with one of ours.
    await writeEntry(assessor, child, 'Sleeps well.')
    await reads(parent, '/family/record', /Sleeps well\./, 'family-record-live')
    const entry = await linkTo(parent, '/family/record', '[href^="/family/record/"][href$="/comment"]')
    await complete(parent, entry, { 'what-kind': 'wrong', 'your-words': 'Awake until four.' })
    await reads(parent, '/family/record', /Awake until four/)

    // 7. Draft back.
    await complete(assessor, `${child}/needs/new`, {
      statement: 'Somebody there at night twice a week.', decision: 'meet', why: 'Nobody sleeps.', met_by: 'A night sitter.',
      'quantity.amount': '2', 'quantity.unit': 'nights', 'quantity.per': 'week'
    })
    await complete(assessor, `${child}/needs/new`, {
      statement: 'A place at a dance class.', decision: 'met_already', why: 'The class takes everybody, and helps already.'
    })
    await complete(assessor, `${child}/draft`, { words: 'Here is what we have written so far.' })
    await readsLetter(parent, /The draft of/, [/Nothing is decided yet/, /Tell us what is wrong/, /A place at a dance class/], 'letter-draft')

    // 8. Decide: the comment is answered first, and each need has its reason.
    const answer = await linkTo(assessor, child, '[href*="/comments/"][href$="/answer"]')
    await complete(assessor, answer, { words: 'You are right, and it is put right.' })
    await complete(assessor, await linkTo(assessor, `${child}/views`, '[href$="/answer"]'), { outcome: 'planned', done: 'Swimming comes into the plan.' })
    await complete(assessor, await linkTo(assessor, `${child}/views`, '[href$="/told"]'), { how: 'With the picture of the pool, and a nod.' })
    await complete(supervisor, `${child}/sign-off`, { words: 'Agreed.' })
    await reads(parent, '/family/views', /Swimming comes into the plan/)
    await readsLetter(parent, /What we decided about help/, [
      /We will arrange help for this/, /Why: Nobody sleeps\./, /The class takes everybody, and helps already/, /Ask for a second look/
    ], 'letter-decision')
    const decided = await reads(parent, '/family/plan', /You are right|Somebody there at night/)
    assert.match(decided, /I do not agree with/)

    // 9. Plan.
    await complete(assessor, `${child}/plan`, {
      'service.1.amount': 'Two nights a week', 'service.1.provider': 'Larkfield Short Breaks', ...dayFields('service.1.starts', inDays(0)),
      ...dayFields('review', inDays(80)), contingency: 'Ring us, at any hour.'
    })
    await complete(assessor, `${child}/plan/share`, { words: 'This is the plan.' })
    await readsLetter(parent, /support plan/, [/Larkfield Short Breaks/, /Ring us, at any hour/], 'letter-plan')

    // 10. Deliver: it starts, one night does not come, the family says so, and it is made good.
    const start = await linkTo(assessor, child, '[href$="/start"]')
    await complete(assessor, start, { ...dayFields('on', inDays(0)), words: 'Tonight for the first time.' })
    await reads(parent, '/family/plan', /started/i)
    const missed = await linkTo(parent, '/family/plan', '[href^="/family/services/"]')
    await complete(parent, missed, { ...dayFields('from', inDays(0)), missed: '1', words: 'Nobody came.' })
    const gap = await linkTo(assessor, child, '[href*="/gaps/"]')
    await complete(assessor, gap, { remedy: 'made_up', made_good: '1', words: 'An extra night on Friday.' })
    await reads(parent, '/family/plan', [/Nobody came/, /An extra night on Friday/], 'family-plan-gap')

    // 11. Review, asked for by the family.
    await complete(parent, '/family/review', { words: 'The nights are better. The days are not.' })
    await complete(assessor, `${child}/reviews/new`, {
      changed: 'The days are harder since school changed.', works: 'The night sitter.', present: 'Both of us', ...dayFields('next', inDays(85))
    })
    await reads(parent, '/family/plan', /The days are harder since school changed/)

    // 12. Reassess: what is agreed stays, nothing is proven again.
    await complete(supervisor, `${child}/reassess`, { why: 'School changed.', level: 'short', sections: ['e-day'] })
    await reads(parent, '/family/plan', /A night sitter/)
    await reads(parent, '/family', [/we began to look again at what helps/, /It will be a short one/, /School changed\./], 'family-again')
    await complete(supervisor, `${child}/allocate`, { assessor: cast.assessor.person })
    await complete(assessor, `${child}/met`, { ...dayFields('on', inDays(0)), place: 'At school', how: 'At lunch.', views: 'Too loud.' })
    await complete(assessor, await linkTo(assessor, child, '[href*="/needs/"]:not([href$="/new"]):not([href$="/resources"])'), {})
    await complete(assessor, `${child}/draft`, { words: 'Only the day has changed.' })
    await complete(supervisor, `${child}/sign-off`, { words: 'Nothing else changes.' })

    // 13. Adulthood.
    await complete(assessor, `${child}/adulthood`, { step: 'talked', words: 'What would a good life look like?' })
    await reads(parent, '/family/plan', /What would a good life look like\?/)

    // 14. End, with notice, and how to come back.
    await complete(supervisor, `${child}/ending`, { why: 'The family moves away.', ...dayFields('on', inDays(60)), agreed: '' })
    await readsLetter(parent, /end|come back/i, [/The family moves away/, /You can ask for help again at any time/], 'letter-closing')

    for (const page of [navigator, supervisor, assessor, parent]) await page.leave()
  })
}
