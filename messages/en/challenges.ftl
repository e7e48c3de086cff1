# Challenges, as those see them who answer.
navigation-challenges = Challenges
navigation-feedback = How it was
today-challenges-to-allocate = Challenges that nobody looks at yet
today-count-challenges-to-allocate = challenges to allocate
work-mark-talk = Talk
work-mark-second-look = Second look
work-mark-complaint = Complaint
work-mark-route = Why this route
work-mark-actions-open = Agreed action open
work-stage-to-answer = To answer
work-stage-answered = Answered
work-stage-closed = Closed

challenges-title = Challenges
challenges-enter = Enter a challenge
challenges-all = All challenges
challenges-stages = Stages
challenges-count = { $number ->
    [0] There is no challenge here.
    [one] One challenge.
   *[other] { $number } challenges.
}

challenge-about = { $name }, { $reference }
challenge-title = Challenge
challenge-said = What was said
challenge-way = What they want
challenge-way-talk = To talk with somebody they know
challenge-way-second-look = A second look by a manager who had no part in it
challenge-way-complaint = A complaint, in the statutory procedure
challenge-way-route = To know why this route
challenge-by = Who
challenge-received = Received
challenge-stage = Stage
challenge-stage-1 = Stage 1: a manager answers
challenge-stage-2 = Stage 2: looked into with an independent person
challenge-stage-3 = Stage 3: a panel
challenge-reach = How to reach them
challenge-entered-by = Written down by
challenge-child = Child
challenge-what = What it is about
challenge-quoted = This is what it says
challenge-words = What is wrong
challenge-wanted = What would put it right
challenge-asked-stage = Asked for { $stage }
challenge-withdrawn = Taken back on { $date }. What was agreed is still carried out.
challenge-closed = Closed on { $date }.
challenge-looked-at-by = { $name } looks at it.
challenge-nobody-yet = Nobody looks at it yet. Name somebody.
challenge-changes-nothing = Nothing else changes because of it: not the route, not the help, not how anybody works with the family. Those it is about do not see it here.
challenge-due = What is due
challenge-nothing-due = Nothing is due.
challenge-acknowledge = Tell them that it arrived
challenge-todo = What you can do
challenge-link-answer = Answer
challenge-link-allocate = Name who looks at it
challenge-link-extend = Take more time
challenge-link-stage = Record that the next stage was asked for by telephone or letter
challenge-link-step = Record a step of the procedure
challenge-link-close = Close
challenge-link-pass-on = Something in it suggests that somebody may be harmed
challenge-answers = What was answered
challenge-extended = { $stage } was given more time on { $date }.
challenge-answered-by = Answered by { $name } on { $date }.
challenge-letter = Read the letter
challenge-outcome-upheld = They are right.
challenge-outcome-partly-upheld = They are right in part.
challenge-outcome-not-upheld = It stands as it was.
challenge-outcome-talked = We talked, and this came of it.
challenge-actions = What was agreed
challenge-action-by = By { $date }
challenge-action-done = Done on { $date }.
challenge-action-finish = Record that it is done
challenge-steps = Steps of the procedure
challenge-step-stage-two-agreed = What stage 2 looks at was agreed with the family
challenge-step-panel-met = The panel met
challenge-step-panel-reported = The panel reported
challenge-step-report-received = The council received the report

challenge-allocate-title = Name who looks at it
challenge-allocate-lead = Only those are offered who made no earlier decision on it. A second look, and the question why this route, go to a social-work-qualified manager.
challenge-allocate-nobody = Nobody here is free of an earlier decision. Ask another authority for a manager, and give them an account.
challenge-allocate-to = Who looks at it?
challenge-allocate-missing = Choose who looks at it
challenge-allocate-independent = Who from outside stands beside them?
challenge-allocate-independent-hint = At stage 2 the independent person, at stage 3 the members of the panel.
challenge-allocate-button = Name them

challenge-answer-title = Answer
challenge-answer-lead = This is what they said:
challenge-answer-outcome = What do you decide?
challenge-answer-outcome-missing = Choose what you decide
challenge-answer-why = Why?
challenge-answer-why-hint = The family reads this in a letter, after the decision. Answer each thing that they said.
challenge-answer-actions = What will be done
challenge-answer-actions-lead = Each promise has a day. It stays on the list, and on the family's page, until it is done.
challenge-answer-action = Promise { $number }
challenge-answer-what = What will be done?
challenge-answer-by = By which day?
challenge-answer-day-missing = Give the day by which this will be done
challenge-answer-button = Send the answer

challenge-extend-title = Take more time
challenge-extend-lead = A stage is given more time once. The family is told at once, with your reason.
challenge-extend-until = With more time, the last day is { $date }.
challenge-extend-why = Why is more time needed?
challenge-extend-button = Take more time and tell them

challenge-step-title = Record a step
challenge-step-lead = Each step starts or stops a clock. Record it on the day on which it happened.
challenge-step = Which step?
challenge-step-missing = Choose the step
challenge-step-on = On which day?
challenge-step-day-missing = Give the day on which it happened
challenge-step-words = What should the family know about it?
challenge-step-button = Record

challenge-next-title = The next stage was asked for
challenge-next-lead = For what was asked on the telephone, on paper or in person. On their own page, the family asks by itself.
challenge-next-on = On which day did they ask?
challenge-next-on-missing = Give the day on which they asked
challenge-next-words = What is still not right, in their words?
challenge-next-button = Record

challenge-action-title = Record that it is done
challenge-action-words = What was done?
challenge-action-words-hint = The family reads this.
challenge-action-button = It is done

challenge-close-title = Close
challenge-close-lead = It is answered, and everything that was agreed is done.
challenge-close-learned = What did we learn?
challenge-close-button = Close

challenge-enter-title = Enter a challenge
challenge-enter-lead = For what was said on the telephone, on paper or in person. Use their words. The complaints manager sees it, and nobody whom it is about.
challenge-enter-name = Who says it?
challenge-enter-name-hint = As they are named in the record, so that they can follow it with their own code.
challenge-enter-name-missing = Give the name of whoever says it
challenge-enter-reach = How can they be reached safely?
challenge-enter-reference = Reference of their request, if they have it
challenge-enter-reference-hint = Such as K7M-2QX. It stands on their receipt and on their letters.
challenge-enter-called = The child's name
challenge-enter-channel = How did it come?
challenge-enter-received = On which day did it come?
challenge-enter-received-hint = The clocks run from this day.
challenge-enter-time = At what time?
challenge-enter-time-hint = Such as 14:30.
challenge-enter-button = Enter it
challenge-entered-title = It is entered
challenge-entered-lead = The complaints manager has it now. Whoever said it is told that it arrived.

pass-on-title = Pass it on to the front door
pass-on-lead = It goes to the safeguarding front door at once, as a concern of its own. The challenge goes on as if nothing were passed on, and nothing of this stands on any page of the family.
pass-on-noticed = What was said that suggests harm?
pass-on-noticed-hint = What you know, and what you think. No proof is needed.
pass-on-danger = Is somebody in danger now?
pass-on-danger-yes = Yes
pass-on-danger-no = No
pass-on-danger-unsure = I am not sure
pass-on-told = Does whoever said it know that you pass it on?
pass-on-told-hint = Tell them, unless that could put somebody at risk.
pass-on-told-yes = Yes, I told them
pass-on-told-not-yet = Not yet; the front door and I will decide
pass-on-told-unsafe = No, telling could put somebody at risk
pass-on-told-yes-said = (Whoever said it knows that it is passed on.)
pass-on-told-not-yet-said = (Whoever said it does not know yet that it is passed on.)
pass-on-told-unsafe-said = (Whoever said it was not told, because telling could put somebody at risk.)
pass-on-button = Pass it on

figures-feedback-title = How families found it
figures-feedback-lead = Replies counted together. Numbers of few people are left out, and so is what they could be worked out from. Nobody reads a reply by itself.
figures-after-assessing = After the assessment
figures-after-deciding = After the decision
figures-after-reviewing = After a review
figures-too-few = Too few people replied to show figures.
figures-replies = { $number ->
    [one] One person replied.
   *[other] { $number } people replied.
}
figures-answer = Answer
figures-number = People
figures-left-out = left out
