# Signing in by the partnership's own provider. $name is what the partnership calls it.
sign-in-identity-lead = Use the account that you use at { $name }. You need your second step too, such as a code from your device.
sign-in-identity-button = Sign in with { $name }
sign-in-identity-or = Or with a name and password
sign-in-identity-away = { $name } does not answer at the moment. Try again in a few minutes. If it goes on, ring whoever looks after this service
sign-in-identity-not-begun = This sign-in took too long, or was begun in another window. Begin again
sign-in-identity-refused = { $name } did not sign you in. Begin again, and finish every step there
sign-in-identity-not-proven = What { $name } sent cannot be trusted, so you are not signed in. Begin again. If it happens twice, tell whoever looks after this service
sign-in-identity-no-second-factor = { $name } did not ask you for a second step. Set one up there, such as an authenticator app, then sign in again
sign-in-identity-no-account = { $name } did not say which account is yours. Tell whoever looks after this service
sign-in-identity-unknown = You are signed in at { $name }, but you have no open account here. Ask your administrator to add you
sign-out-done-title = You are signed out of this service
sign-out-still-there = You may still be signed in at { $name }. On a computer that others use, sign out there too.
sign-out-there-too = Sign out of { $name } too
sign-out-nowhere-title = Sign out at the other service itself
sign-out-nowhere = { $name } does not answer, or has no page for signing out. Close every window of this browser.
