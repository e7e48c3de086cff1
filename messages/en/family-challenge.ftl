# A family's own challenges.
family-home-link-challenge = Say that you do not agree
family-home-link-feedback = Tell us how it was
family-challenge-second-look = Ask for a second look by a manager who had no part in it

family-challenges-title = If you do not agree
family-challenges-private = Only you see this page. Nobody else in your family sees it, and nobody whom it is about reads it here.
family-challenges-yours = What you have sent
family-challenges-one = { $way }, { $date }
family-challenges-new = Say that you do not agree

family-challenge-way-talk = Your talk
family-challenge-way-second-look = Your second look
family-challenge-way-complaint = Your complaint
family-challenge-way-route = Why you are on this path
family-challenge-stand-new = It has arrived. We will tell you who looks at it.
family-challenge-stand-looking = { $name } looks at it.
family-challenge-stand-answered = We answered you on { $date }.
family-challenge-stand-actions = We answered you on { $date }. We still owe you what we promised.
family-challenge-stand-withdrawn = You took it back on { $date }.
family-challenge-stand-closed = It ended on { $date }.
family-challenge-you-said = What you said
family-challenge-quoted = It is about this
family-plan-disagree-title = If you do not agree with one of these
family-plan-disagree-link = I do not agree with:
family-comment-link-look-again = I want somebody else to look at this
family-challenge-received = It reached us on { $date }. Its reference is { $reference }.
family-challenge-acknowledged = We told you on { $date } that it arrived.
family-challenge-asked-stage = You asked for { $stage } on { $date }.
family-challenge-stage-1 = stage 1
family-challenge-stage-2 = stage 2
family-challenge-stage-3 = stage 3
family-challenge-upheld = You are right
family-challenge-partly-upheld = You are right in part
family-challenge-not-upheld = It stays as it is
family-challenge-talked = We talked
family-challenge-answered = { $name } answered on { $date }. This is why:
family-challenge-answered-stage = { $name } answered at { $stage } on { $date }. This is why:
family-challenge-letter = Read the letter
family-challenge-actions = What we promised
family-challenge-action-by = By { $date }.
family-challenge-action-done = Done on { $date }.
family-challenge-more-time = We needed more time
family-challenge-more-time-told = We told you on { $date }. This is why:
family-challenge-step-stage-two-agreed = On { $date } we agreed with you what stage 2 looks at.
family-challenge-step-panel-met = The panel met on { $date }.
family-challenge-step-panel-reported = The panel wrote its report on { $date }.
family-challenge-step-report-received = We received the report on { $date }.
family-challenge-link-stage = Ask for the next stage
family-challenge-link-withdraw = Take it back

family-challenge-check-title = Check what you say
family-challenge-not-said = You left this out.
family-challenge-check-lead = Your help goes on as it is. Nothing gets worse because you send this.
family-challenge-send = Send it
family-challenge-change-title = Change something
family-challenge-change = Change: { $question }

family-challenge-stage-2-title = Ask for stage 2
family-challenge-stage-2-lead = Someone from outside the team looks into it, with a person who is not part of the council. You can ask even if stage 1 is late.
family-challenge-stage-3-title = Ask for stage 3
family-challenge-stage-3-lead = A panel of people who are not part of the council looks at it.
family-challenge-stage-words = What is still not right? You can leave this out.
family-challenge-stage-button = Ask for it

family-challenge-withdraw-title = Take it back
family-challenge-withdraw-lead = You can take it back at any time, and send another one at any time. What we promised before we still do.
family-challenge-withdraw-words = Do you want to say why? You can leave this out.
family-challenge-withdraw-button = Take it back

family-feedback-after-assessing = Your draft is written. How was it up to now?
family-feedback-after-deciding = It is decided. How was it up to now?
family-feedback-after-reviewing = We looked at your help again. How was it?
family-feedback-button = Send
family-feedback-thanks = Thank you. We have what you told us.
