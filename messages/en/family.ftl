# Words that several family pages share.
family-you = you
family-somebody = one of us
family-unverified = Not yet checked
family-unverified-means = We have not yet read this rule where it was first written. We will say so here when we have.
family-not-open = This page is not open to you yet.
family-not-open-until = First one of us must make sure who you are. We do this to keep everyone's words private. You can read what you sent, and our answers, now.
family-not-open-link = Go to your page

# Whom to ring, on every page.
family-talk-title = Talk to somebody
family-talk-assessor = { $name } leads your assessment. Ring { $name } on { $telephone }.
family-talk-navigator = { $name } looks after your request. Ring { $name } on { $telephone }.
family-talk-team = You can also ring { $name } on { $telephone } ({ $hours }).
family-talk-voice = If reading is hard, ring us. We will read it to you, or find another way.
family-talk-ask = Ring { $name } on { $telephone }

# How to challenge.
family-challenge-title = If you do not agree
family-challenge-lead = These are all open to you. You choose which, and in what order.
family-challenge-beside = On the page “What is written”, say what is wrong, what is missing, or that you disagree. Your words stay next to ours, and we answer them
family-challenge-complain = Make a complaint. Ring { $name } on { $telephone } ({ $hours }), or write to { $email }
family-challenge-never-waits = Help never stops or waits because you disagree or complain.

# What is happening now.
family-home-title = What is happening now
family-home-late-title = We are late
family-home-late = We have missed a date. We are sorry.
family-home-late-help = { $ask }, and ask when it will be done. You can also complain, now. See “If you do not agree” on this page.
family-home-asked = You asked for support on { $date }. Your reference is { $reference }.
family-home-withdrawn = You took your request back on { $date }. You can ask again at any time.
family-home-not-confirmed = Before we show you more, one of us will make sure who you are. That keeps everyone's words private.
family-home-support = We are working with you on a support assessment.
family-home-route-support = On { $date } we decided: there will be a support assessment.
family-home-route-information = On { $date } we decided: we will give you the information and advice that you asked for.
family-home-route-not-taken-up = On { $date } we decided: we will not start a support assessment. You can challenge this, now.
family-home-again = On { $date } we began to look again at what helps. Help goes on meanwhile.
family-home-level-self-assessed = You write it, and one of us checks it with you. You can ask for a full one.
family-home-level-short = It will be a short one. You can ask for a full one.
family-home-level-full = It will be a full one.
family-home-why = Why:
family-home-meantime-title = Help in the meantime
family-home-meantime-starts = Help starts now. It does not wait for the assessment.
family-home-meantime-not = We decided that no help starts before the assessment. If things change, ring us.
family-home-answers-title = What we wrote to you
family-home-said = { $name }, on { $date }
family-home-links-title = Your pages
family-home-link-request = Read what you sent
family-home-link-withdraw = Take your request back
family-home-link-record = Read what is written
family-home-link-plan = See the decisions and the plan
family-home-link-letters = Read your letters
family-home-link-reads = See who has looked
family-home-link-download = Save it all in one file

# What a named person told this reader, of steps to keep the child safe.
family-told-title = What we told you
family-told-in-person = { $name } told you in person, on { $date }
family-told-phone = { $name } told you by telephone, on { $date }
family-told-letter = { $name } told you by letter, on { $date }
family-told-words = In these words:
family-told-goes-on = Your support goes on. Nothing in it stops or waits because of this.
family-told-disagree = If you do not agree, you can say so at any time, and nobody will hold it against you. Ring the person who told you. You can also complain: { $name }, { $telephone }.

family-steps-title = Step by step
family-steps-asked = You asked for support
family-steps-read = Somebody read it
family-steps-answered = We told you what happens next
family-steps-assessor = Somebody leads your assessment
family-steps-assessment = We find out with you what would help
family-steps-draft = You read the draft and say what you think
family-steps-decision = We decide about each need
family-steps-plan = You have the plan
family-steps-done = Done on { $date }
family-steps-by = By { $date }
family-steps-next = This is next
family-steps-later = Still to come

family-dates-title = The next dates
family-dates-none = There is nothing that we must do by a date just now.
family-dates-open-title = What we must also do
family-dates-open-lead = No date is set for these. They stay open until they are done.
family-dates-by = By { $date }
family-dates-should-have = Should have been done by { $date }
family-dates-not-before = Not before { $date }
family-dates-no-date = No date is set
family-dates-late = Late
family-dates-today = Today
family-dates-late-help = This is late. We are sorry. { $ask }, and ask when it will be done. You can also complain, now.
family-dates-why = Why
family-dates-law = The rule: { $rule }.
family-dates-promise-in-law = Our own promise, in how we work. It rests on { $rule }.
family-dates-promise = Our own promise, in how we work.
