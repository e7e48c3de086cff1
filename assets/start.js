// Runs before anything is drawn, so that parts which need a script are laid out for one from the start.
// A file of its own because the content security policy allows no inline script.
document.body.className +=
  ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '')
