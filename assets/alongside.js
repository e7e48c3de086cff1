// Behaviour on top of pages that work without it.

import {
  Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink, createAll
} from './govuk-frontend.js'
import { Autosave } from './autosave.js'

// Upstream says `aria-expanded` on radios, where ARIA has no such attribute and checkers rightly object. What
// is revealed stands right after its radio, so it is found without.
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState (input) {
    super.syncConditionalRevealWithInputState(input)
    input.removeAttribute('aria-expanded')
  }
}

const components = [
  Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner,
  PasswordInput, PlainRadios, ServiceNavigation, SkipLink
]
for (const component of components) createAll(component)

for (const form of document.querySelectorAll('form[data-autosave]')) new Autosave(form).start()

// A print button is `hidden` until there is a script that can make it work.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
