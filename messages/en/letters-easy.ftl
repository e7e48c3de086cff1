# Letters in easy read: one idea in one sentence.
letter-easy-ring = You can ring { $name } on { $telephone }.
letter-easy-why = Why: { $why }
letter-easy-disagree = You can say that you do not agree.
letter-easy-second-look = Somebody else can look at it again. Ring { $telephone }.
letter-easy-complain = You can complain. Ring { $telephone }.
letter-easy-ombudsman = You can ask the Ombudsman. The Ombudsman is not the council.
letter-easy-court = You can ask a court to look at it. You must do this soon.
letter-easy-advocacy = You can have help to do this. Ring { $telephone }.
letter-easy-help-goes-on = Your help does not stop.
letter-easy-ways-change-nothing = None of this changes your help.

letter-easy-receipt-asked = You asked for help for { $called }.
letter-easy-receipt-have = We have what you told us.
letter-easy-receipt-number = Your number is { $reference }.
letter-easy-receipt-wrong = If we got it wrong, tell us.

letter-easy-route-support = Our answer is yes.
letter-easy-route-support-next = We will find out with you what would help.
letter-easy-route-information = We will give you the facts that you asked for.
letter-easy-route-information-next = You choose what to do next.
letter-easy-route-not-taken-up = Our answer is no.
letter-easy-route-not-taken-up-next = We will not do a support assessment for { $called }.
letter-easy-route-again = You can ask again at any time.
letter-easy-route-someone = You can have somebody with you.
letter-easy-route-skip = You can leave out any question.
letter-easy-route-see = You can read what we write.

letter-easy-lead = { $name } will work with you.
letter-easy-lead-adviser = { $adviser } helps { $name } with this.
letter-easy-lead-ask = Nobody comes to see you without asking first.
letter-easy-lead-place = You choose where we meet.
letter-easy-lead-change = If { $name } is not right for you, tell us.

letter-easy-draft = This is a draft. A draft is not finished.
letter-easy-draft-not-decided = Nothing is decided yet.
letter-easy-draft-meet = We think help is needed: { $need }
letter-easy-draft-met-already = We think this is all right now: { $need }
letter-easy-draft-not-necessary = We think you do not need our help with this: { $need }
letter-easy-draft-unmet = We do not think that we will help with this: { $need }
letter-easy-draft-read = Please read it.
letter-easy-draft-wrong = Tell us what is wrong.
letter-easy-draft-missing = Tell us what we left out.
letter-easy-draft-until = You have until { $date }.
letter-easy-draft-longer = You can ask for more time.

letter-easy-decided-meet = Yes. We will help with this: { $need }
letter-easy-decided-met-already = This is all right now: { $need }
letter-easy-decided-not-necessary = You do not need our help with this: { $need }
letter-easy-decided-unmet = No. We will not help with this: { $need }
letter-easy-decided-what = This will help: { $what }
letter-easy-decided-next = Next we make a plan with you.

letter-easy-plan = This is the plan for { $called }.
letter-easy-plan-what = { $what }
letter-easy-plan-amount = How much: { $amount }
letter-easy-plan-provider = Who helps: { $provider }
letter-easy-plan-starts = It starts on { $date }.
letter-easy-plan-review = We ask you by { $date } if it helps.
letter-easy-plan-change = If you want it another way, tell us.

letter-easy-late = We are late.
letter-easy-late-sorry = We are sorry.
letter-easy-late-what = We said that we would do this: { $what }.
letter-easy-late-when = We said that we would do it by { $date }.
letter-easy-late-still = We have not done it yet. We must still do it.
letter-easy-late-ask = Ask when it will be done.

letter-easy-pack = { $name } wants to talk with you about { $called }.
letter-easy-pack-about = We would like to talk about this: { $section }
letter-easy-pack-skip = You can leave out any question.
letter-easy-pack-not = { $promise }
letter-easy-pack-visit = { $name } would like to meet you on { $date }.
letter-easy-pack-visit-change = You can choose another day, or another place.
letter-easy-pack-with = You can have somebody with you.
letter-easy-pack-fit = To make it easy for you: { $adjustments }
letter-easy-pack-advocate = Somebody can help you to speak. It is free: { $advocate }
letter-easy-pack-way = { $called } can tell us in their own way.

letter-easy-review-continues = The help goes on as it is.
letter-easy-review-changes = The help changes.
letter-easy-review-change = { $change }
letter-easy-review-asked = We asked you if the help works.
letter-easy-review-next = We ask you again by { $date }.
letter-easy-review-sooner = You can ask us sooner.

letter-easy-closing = The help ends on { $date }.
letter-easy-closing-agreed = You agreed to this.
letter-easy-closing-again = You can ask for help again at any time.
letter-easy-closing-no-proof = You do not have to prove anything again.

letter-easy-visit-on = We meet on { $date }.
letter-easy-visit-time = The time is { $time }.
letter-easy-visit-place = Where: { $place }
letter-easy-visit-who = Who comes: { $who }

letter-easy-start = Your help starts.
letter-easy-start-on = The first day is { $date }.
letter-easy-start-gap = If nobody comes, tell us.

letter-easy-gap = Your help did not come.
letter-easy-gap-missed = You missed this much: { $missed }
letter-easy-gap-made-good = You get this much back: { $made-good }

letter-easy-change = Your help will change: { $change }
letter-easy-change-from = It changes on { $date }.

letter-easy-reassess = We look again at what helps.
letter-easy-reassess-keeps = You do not have to tell us again what you told us before.
