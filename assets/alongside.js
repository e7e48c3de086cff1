// Behaviour on top of pages that work without it.

import {
  Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink, createAll
} from './govuk-frontend.js'
import { Autosave } from './autosave.js'

const components = [
  Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink
]
for (const component of components) createAll(component)

for (const form of document.querySelectorAll('form[data-autosave]')) new Autosave(form).start()

// A print button is `hidden` until there is a script that can make it work.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
