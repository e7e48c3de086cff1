# Signing in and out, for practitioners.
sign-in-title = Sign in
sign-in-name = Your sign-in name
sign-in-password = Your password
sign-in-continue = Continue
sign-in-wrong = The name and password do not belong together. Check both and try again
sign-in-code-title = Enter the code from your device
sign-in-code-label = Six-digit code
sign-in-code-hint = From the authenticator app that you set up
sign-in-code-wrong = That code is not right, or was used already. Wait for the next one and enter that
sign-out-title = Sign out
sign-out-button = Sign out
demonstration-sign-in = This is a demonstration. Everybody in it is invented, and one click signs you in as any of them.
demonstration-as = { $name }: { $part }
