# Crossing from support to safeguarding: the diversion record, the strategy discussion, telling, and the way back.
concern-diversion = Diversion record

diversion-title = Diversion record
diversion-none = Nothing is proposed. This stands on the support route.
diversion-waiting = { $name } proposed to cross to safeguarding at { $time }. Somebody else decides, within the hour.
diversion-refused-stands = The proposal was refused. The concern stands on the front door’s list.
diversion-stays = A manager decided to stay on the support route and answered in writing.
diversion-open = The strategy discussion is open since { $time }. Opened by { $name }.
diversion-enquiring = The strategy discussion is open since { $time }, and enquiries have begun. Opened by { $name }.
diversion-closed = The strategy discussion closed at { $time }. The outcome is not recorded yet.
diversion-substantiated = Significant harm was found, or is likely. Recorded by { $name } at { $time }.
diversion-not-substantiated = It was not borne out. Recorded by { $name } at { $time }. The family is told, and this leaves the front door’s lists.
diversion-refused = The proposal was refused: what was given as grounds is never enough alone.
diversion-refused-rule = The rule: asking for help, disagreeing, complaining, seeking a second opinion and the like are never the whole ground for crossing to safeguarding. Say what effect it has on this child, or which other thing was seen, heard or noticed, and propose again. If somebody is in danger now, start enquiries at once.
diversion-refused-answer-due = The concern still stands. A named social-work-qualified manager answers it in writing today.
diversion-refused-answered = The concern still stands. A manager has answered it in writing.
diversion-support-goes-on = The support goes on: yes. The request, the assessment and their dates are as they were, and nothing that the family can see has changed.
diversion-outside = As far as is known, the harm comes from outside the family. The parents are partners, and no enquiry about parenting opens.
diversion-earlier = An earlier concern about this child, of { $date }, was not borne out. Open it with a reason
diversion-complete = To complete
diversion-complete-lead = None of this holds up the strategy discussion or an enquiry.
diversion-done = Done at { $time }
diversion-by = By { $due }
diversion-begun = Begun
diversion-happened = What happened
diversion-nothing-yet = Nothing yet.

crossing-proposed = What was proposed
crossing-said-nothing-more = Nothing more was written. What was noticed when the concern was raised stands as the fact.
crossing-more-rows = Add another row

crossing-talk-title = Talk it through
crossing-talk-lead = Somebody is unsure. Talk it through with them today: what they saw, heard or noticed, and what they think of it. The request for support goes on meanwhile.
crossing-talk-send = Save what was said
crossing-talk-link = Write down the conversation

crossing-propose-title = Propose to cross to safeguarding
crossing-propose-lead = One thing seen, heard or noticed is enough. Write what you know; leave empty what you do not. What is missing is asked for afterwards and holds nothing up. Somebody else decides.
crossing-propose-send = Propose to cross
crossing-propose-link = Propose to cross

crossing-decide-title = Decide the proposal
crossing-decide-lead = You are not the person who proposed it, unless you are alone out of hours. If you decide to cross, the strategy discussion opens in this moment, and everything else follows.
crossing-decide-send = Decide
crossing-decide-link = Decide the proposal

crossing-emergency-title = Start enquiries at once
crossing-emergency-lead = For an emergency protection order, police protection, a court’s direction, or immediate danger. There is no proposal to wait for. You can send this page as it is.
crossing-emergency-send = Start enquiries now
crossing-emergency-link = Emergency: start enquiries now

crossing-enquiries-title = Start enquiries
crossing-enquiries-lead = The strategy discussion is open. Enquiries can begin now; they do not wait for the rest of the record.
crossing-enquiries-send = Start enquiries
crossing-enquiries-link = Start enquiries

crossing-confirm-title = Look at what one person decided alone
crossing-confirm-lead = Out of hours one person may act alone. A second social-work-qualified manager looks at it by the next working day.
crossing-confirm-send = Save
crossing-confirm-link = Confirm, as the second person

crossing-close-title = Close the strategy discussion
crossing-close-lead = Every child of the household needs a recorded decision first. Enquiries do not wait for this.
crossing-close-send = Close the strategy discussion
crossing-close-link = Close the strategy discussion

crossing-outcome-title = Say what was found
crossing-outcome-lead = If it was not borne out, the family is told, and this leaves the front door’s lists. It stays in the record.
crossing-outcome-send = Save the outcome
crossing-outcome-link = Say what was found

crossing-significance-title = What harm this shows
crossing-significance-lead = What harm to this child the facts show, and why it is significant. Save what you have; you can come back to it.
crossing-significance-send = Save
crossing-significance-task = What harm to this child the facts show, and why it is significant

crossing-source-title = From whom
crossing-source-lead = From whom the harm may come. Save what you have; you can come back to it.
crossing-source-send = Save
crossing-source-task = From whom the harm may come

crossing-officer-title = The designated officer
crossing-officer-lead = Tell the council’s designated officer, or say why it does not apply. Save what you have; you can come back to it.
crossing-officer-send = Save
crossing-officer-task = Tell the council’s designated officer, or say why it does not apply

crossing-setting-title = The setting and other children
crossing-setting-lead = Whether this child and others are safe where it happened. Save what you have; you can come back to it.
crossing-setting-send = Save
crossing-setting-task = Whether this child and others are safe where it happened

crossing-agencies-title = Who takes part
crossing-agencies-lead = The police and health at the least. Save what you have; you can come back to it.
crossing-agencies-send = Save
crossing-agencies-task = The police and health at the least

crossing-children-title = Every child of the household
crossing-children-lead = A decision about each, with its reason. Save what you have; you can come back to it.
crossing-children-send = Save
crossing-children-task = A decision about each, with its reason

crossing-alternatives-title = What else could explain it
crossing-alternatives-lead = The impairment, unmet need, missing services: each answered. Save what you have; you can come back to it.
crossing-alternatives-send = Save
crossing-alternatives-task = The impairment, unmet need, missing services: each answered

crossing-adviser-title = Somebody who knows the condition
crossing-adviser-lead = Who advises, and what they said. Save what you have; you can come back to it.
crossing-adviser-send = Save
crossing-adviser-task = Who advises, and what they said

crossing-agreement-title = Agreement
crossing-agreement-lead = Asked and given, asked and refused, or not asked and why. Save what you have; you can come back to it.
crossing-agreement-send = Save
crossing-agreement-task = Asked and given, asked and refused, or not asked and why

tell-family-link = Tell the family
tell-family-title = Tell the family
tell-family-warning = Once you save this, whoever you tick reads these words on their own page, with your name. It cannot be taken back.
tell-family-lead = Tell them yourself first. Then write here whom you told, when, how and in which words. Others in the family, and whoever raised the concern, are not named to them.
tell-family-not-yet = It is not safe to tell yet: say why, and when it is looked at again
tell-family-to = Who was told?
tell-family-to-hint = Only the people you tick read it. If parents live apart, tick each one you told.
tell-family-person = { $name }, { $capacity }
tell-family-other = Anybody else who was told
tell-family-other-hint = By name, if they have no page here. They read nothing here.
tell-family-name-too-long = Write the names in 200 characters or fewer
tell-family-send = Save: they were told

earlier-title = Open the concern of { $date } that was not borne out
earlier-lead = It left the front door’s lists because it was not borne out. Open it only for the decision that you have to make now. Your name, your reason and the time are kept with it.
earlier-why = Why must you read it for this decision?
earlier-why-hint = What you need to find out, and what you will not conclude from it.
earlier-open = Open it

front-door-handover = Handover sheet for the next shift
front-door-proposed = A crossing is proposed, to decide now ({ $number })
front-door-diverted = Strategy discussion or enquiries ({ $number })
front-door-way-back = Not borne out, the family still to be told ({ $number })

handover-title = Handover sheet
handover-as-at = As at { $time }. It says what the next shift must know, and nothing that is done.
handover-unseen = Seen by nobody yet ({ $number })
handover-diverted = Strategy discussion or enquiries ({ $number })
handover-waiting = Proposals to decide ({ $number })
handover-seen-open = Seen, not answered ({ $number })
handover-way-back = Not borne out, the family still to be told ({ $number })
handover-seen-by = Seen by
handover-due = What is due
handover-duty = { $what }: { $due }
handover-print = Print this sheet

handover-talked = { $time }: { $name } talked it through with { $with }: { $words }
handover-proposed = { $time }: { $name } proposed to cross to safeguarding.
handover-refused-by-rule = { $time }: the proposal of { $name } was refused by the rule: its grounds are never enough alone.
handover-decided-otherwise = { $time }: { $name } decided to stay on the support route.
handover-decided = { $time }: { $name } decided to cross. The strategy discussion opened. { $words }
handover-decided-alone = { $time }: { $name } decided to cross, alone, out of hours. The strategy discussion opened. { $words }
handover-enquiries-emergency = { $time }: { $name } started enquiries at once, as an emergency. { $words }
handover-enquiries-emergency-outside = { $time }: { $name } started enquiries at once about harm from outside the family, as an emergency. { $words }
handover-enquiries = { $time }: { $name } started enquiries. { $words }
handover-enquiries-outside = { $time }: { $name } started enquiries about harm from outside the family. { $words }
handover-confirmed = { $time }: { $name } confirmed it as the second person. { $words }
handover-disagreed = { $time }: { $name }, as the second person, does not agree: { $words }
handover-added = { $time }: { $name } added: { $what }.
handover-closed-enquiries = { $time }: { $name } closed the strategy discussion: enquiries. { $words }
handover-closed-support = { $time }: { $name } closed the strategy discussion: help is offered. { $words }
handover-closed-nothing-more = { $time }: { $name } closed the strategy discussion: nothing more is needed. { $words }
handover-substantiated = { $time }: { $name } recorded that significant harm was found or is likely: { $words }
handover-not-substantiated = { $time }: { $name } recorded that it was not borne out: { $words }
handover-told = { $time }: { $name } told { $who }: { $words }
handover-opened-again = { $time }: { $name } opened it again, for a new decision: { $words }

raise-signed-out = It was not sent yet: you were signed out while you were writing. Your words are still here. Sign in in a new window, come back to this one, and send them again. If it cannot wait, ring { $number }
raise-sign-in = Sign in (opens in a new window; your words stay here)
raise-send-again = Send to the front door, once signed in
