// Keeps what someone has written while they write.
//
// `<form data-autosave="/url">` sends its fields to that address by POST, as the form itself would send them,
// soon after the last change. The words can be replaced with `data-i18n.saving` and so on; they are shown in
// the form's `[data-autosave-status]`, or in a paragraph added at its end.
//
// The answer may be JSON `{ "fields": { "name": "value" } }`: those fields of the form are set, which is how
// the version that the next save expects comes back. An answer of 409 means that someone else has changed the
// same thing: nothing is sent any more until the person saves by themselves and sees both texts.

/** Long enough for a pause between words, short enough that little is lost. Milliseconds. */
const PAUSE = 1500

/** How long to wait before trying again when the network failed. Milliseconds. */
const RETRY = 10000

const WORDS = {
  saving: 'Saving…',
  saved: 'Saved at %{time}',
  failed: 'Not saved yet. We will keep trying. Keep this page open.',
  refused: 'Not saved. Select “Save” to see what needs to be put right.',
  conflict: 'Not saved, because someone else has changed this. Select “Save” to see both texts.'
}

export class Autosave {
  constructor (form) {
    this.form = form
    this.status = form.querySelector('[data-autosave-status]') ?? this.#addStatus()
    this.status.setAttribute('role', 'status')
    this.sent = this.#fields()
    this.sending = false
    this.stopped = false
  }

  start () {
    this.form.addEventListener('input', () => this.#schedule(PAUSE))
    this.form.addEventListener('change', () => this.#schedule(PAUSE))
    this.form.addEventListener('submit', () => this.#stop())
    // The last chance before the page goes; the browser finishes a request of this kind by itself.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#save({ keepalive: true })
    })
  }

  #fields () {
    return new URLSearchParams(new FormData(this.form)).toString()
  }

  #schedule (delay) {
    clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => this.#save(), delay)
  }

  #stop () {
    this.stopped = true
    clearTimeout(this.timer)
  }

  async #save ({ keepalive = false } = {}) {
    const fields = this.#fields()
    if (this.stopped || fields === this.sent) return
    // One at a time, so that an older text never arrives after a newer one.
    if (this.sending) return this.#schedule(PAUSE)
    this.sending = true
    this.#say('saving')
    try {
      const answer = await fetch(this.form.dataset.autosave, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { Accept: 'application/json' },
        credentials: 'same-origin',
        // A redirect, as to a sign-in page, would look like success.
        redirect: 'error',
        keepalive
      })
      await this.#heed(answer, fields)
    } catch {
      this.#say('failed')
      this.#schedule(RETRY)
    } finally {
      this.sending = false
    }
  }

  async #heed (answer, fields) {
    if (answer.status >= 500) throw new Error(`autosave was answered ${answer.status}`)
    if (!answer.ok) {
      this.#stop()
      return this.#say(answer.status === 409 ? 'conflict' : 'refused')
    }
    this.sent = fields
    if (answer.headers.get('content-type')?.startsWith('application/json')) {
      const { fields: changed = {} } = await answer.json()
      const unsent = this.#fields() !== fields
      for (const [name, value] of Object.entries(changed)) {
        const field = this.form.elements.namedItem(name)
        if (field) field.value = value
      }
      if (!unsent) this.sent = this.#fields()
    }
    // Plain "en" would tell the time as in the United States.
    const language = document.documentElement.lang.replace(/^en$/, 'en-GB')
    this.#say('saved', new Date().toLocaleTimeString(language, { timeStyle: 'short' }))
  }

  #say (key, time = '') {
    const words = this.form.dataset[`i18n.${key}`] ?? WORDS[key]
    this.status.textContent = words.replace('%{time}', time)
    this.status.dataset.state = key
  }

  #addStatus () {
    const status = document.createElement('p')
    status.className = 'govuk-body-s alongside-autosave'
    this.form.append(status)
    return status
  }
}
