# Asking for support: the questions, saving, checking, sending, and coming back.
ask-begin-title = You have answers that you have not sent
ask-begin-kept = We have kept what you wrote. Nobody has read it.
ask-begin-go-on = Go on with them
ask-begin-anew-title = Or start again
ask-begin-anew-body = If you start again and have no code for these answers, they are thrown away.
ask-begin-anew = Start a new request

ask-progress = { $section }: question { $place }. You can stop and come back.
ask-continue = Continue
ask-add-another = Save this and add another
ask-save-for-later = Save and come back later
ask-question-open-too-long = This page was open too long, so nothing was saved. Your words are still here. Press Continue again

ask-save-title = Your answers are saved
ask-save-code-title = Your code
ask-save-code-once = Write it down or take a picture of it. We show it only once.
ask-save-code-spoken = It is four words that mean nothing. Capitals, spaces and hyphens do not matter.
ask-save-how = To come back, choose “Come back with your code” on the first page, on any phone or computer. Once you have sent your request, the same code shows you what happens to it.
ask-save-code-given = You have a code for these answers. We showed it to you before and cannot show it again. If you have lost it, get a new one. The old one will then stop working.
ask-save-no-code = Get a code to come back with. Without a code, your answers can be opened only here, and only for about an hour.
ask-save-get-code = Get a code
ask-save-new-code = Get a new code
ask-save-not-watched-title = Nobody is watching these answers yet
ask-save-kept-until = We keep them until { $date }. Each time you save, that day moves on. After it they are thrown away.
ask-save-ring = If you need an answer sooner, ring { $name } on { $telephone } ({ $hours }). You can ask by telephone instead. It counts the same.
ask-save-go-on = Go on answering

ask-check-title = Check your answers before you send them
ask-check-left-out = You left this empty. That is fine
ask-check-change = Change
ask-check-answer = Answer
ask-check-about = your answer to: { $question }
ask-check-next-title = What happens when you send this
ask-check-goes-to = Your request goes to { $name }. Their work is to find out what would help, and to arrange it. Asking for help is not a sign that anyone has done anything wrong.
ask-check-next-body = You get a reference and a code straight away, with the dates by which we must answer you. You can change or add things later.
ask-check-send = Send my request
ask-young-not-told = We will not tell your parents or carers that you asked, unless you say so. If we ever had to, to keep you safe, we would talk to you first if we can.

ask-ring = Ring { $name } on { $telephone } ({ $hours }).

ask-sent-title = We have got your request
ask-sent-reference = Your reference is { $reference }
ask-sent-received = It came in at { $when }. Every date below is counted from then.
ask-sent-code-title = Your code
ask-sent-code-once = Write it down or take a picture of it. We show it only once.
ask-sent-code-opens = It opens your request and our answers to it. It is yours alone. Capitals, spaces and hyphens do not matter.
ask-sent-code-given = The code that we gave you opens your request and our answers to it. If you have lost it, ring us for a new one.
ask-sent-read-title = When a person reads it
ask-sent-not-every-day = We do not read requests on every day. If someone may be in danger, ring { $emergency } or { $number }.
ask-sent-next-title = What happens next, and by when
ask-sent-late = If we miss a date, we write to you at once and tell you what you can do.
ask-sent-ring-title = Who to ring
ask-sent-follow = Follow your request with your code
ask-sent-print = Print this page
ask-sent-already = Your request was sent once, and counted once. Nothing was lost.
ask-sent-already-receipt = See your receipt

ask-next-by = By { $date }
ask-next-no-limit = No date is set for this, but it must be done
ask-next-not-known = We cannot give the date yet
ask-next-counted = How we count: { $explanation }.
ask-next-because = Why: { $citation }
ask-next-our-promise = our own promise to families
ask-next-unverified = not yet checked against the published text

ask-challenge-title = If you are not happy with how we answer
ask-challenge-choice = You can do either of these, in any order, at any time:
ask-challenge-talk = Talk to { $name }: { $telephone } ({ $hours }).
ask-challenge-complain = Complain to { $name }: { $telephone } ({ $hours }), { $email }.
ask-challenge-safe = A complaint changes nothing about the help you get.

come-back-title = Come back with your code
come-back-lead = Your code opens the answers you saved, or the request you sent and our answers to it.
come-back-label = Your code
come-back-hint = Four words, like lusab-babad-gutih-tugad. Capitals, spaces and hyphens do not matter.
come-back-empty = Type your code
come-back-wrong = This code does not open anything. Check each letter and try again, or ring us
come-back-lost-title = If you do not have your code
come-back-lost-body = If you sent a request, ring us and we will give you a new one in the way that you told us is safe. If you did not send it, you can start again.
come-back-gone-title = These answers are no longer here
come-back-gone-body = Your code is right, but the answers were not sent, and we have stopped keeping them. Nobody read them. We are sorry that you have to write them again. You can tell us on the phone instead.
come-back-gone-anew = Start a new request
