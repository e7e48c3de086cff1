# What somebody sent, and taking it back.
family-request-title = What you sent
family-request-received = We got it at { $time }. Your reference is { $reference }.
family-request-entered = { $name } wrote it down for you.
family-request-as-written = These are your words, just as you gave them.
family-request-withdraw-title = If you no longer want this
family-request-withdraw-lead = You can take your request back. Nobody will hold it against you.
family-request-withdraw-link = Take your request back

family-withdraw-title = Take your request back
family-withdraw-lead = We will stop work on your request. We keep what you sent, so that you can read it.
family-withdraw-again = You can ask again at any time. It never counts against you.
family-withdraw-reason = Why do you want to take it back?
family-withdraw-reason-hint = You do not have to say. We count the answers, so that we can change how we work.
family-withdraw-reason-fear-of-process = I am afraid of what may happen
family-withdraw-reason-intrusive-questions = The questions are too private
family-withdraw-reason-help-elsewhere = I found help somewhere else
family-withdraw-reason-no-longer-needed = I do not need it any more
family-withdraw-reason-other = Something else
family-withdraw-words = Tell us more, if you like (optional)
family-withdraw-too-long = Use fewer words. You can ring us to say the rest
family-withdraw-button = Take my request back
