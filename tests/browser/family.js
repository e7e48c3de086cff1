// All that a family can see or download, as bytes.

// What differs whenever a page is made, whatever it says: the token that makes a form count once.
const counted = (html) => html.replaceAll(/name="once" value="[^"]*"/g, 'name="once"')

/** Every page and download that somebody with a code can reach, as bytes. */
export async function everythingOf (family) {
  const found = new Map()
  const waiting = ['/family']
  while (waiting.length > 0) {
    const path = waiting.shift()
    if (found.has(path)) continue
    const answer = await family.request.get(path)
    const { date, ...headers } = answer.headers()
    const body = counted((await answer.body()).toString('latin1'))
    found.set(path, `${answer.status()} ${JSON.stringify(headers)}\n${body}`)
    for (const [, link] of body.matchAll(/href="(\/family[^"#]*)"/g)) waiting.push(link.replaceAll('&amp;', '&'))
  }
  return found
}
