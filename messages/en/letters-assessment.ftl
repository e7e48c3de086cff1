# The letters of an assessment, to families: the decision first, then why, then what to do if they disagree.
letter-next = What happens next

letter-lead-subject = Who will work with you on { $called }’s assessment
letter-lead-is = { $name } leads { $called }’s assessment and will get in touch with you. You can ring { $name } on { $telephone }.
letter-lead-gap = You should know this: { $name }’s training in disability is not up to date. So { $adviser }, who knows about this, works with { $name } and gives advice.
letter-lead-gap-why = Why: { $why }
letter-lead-next = Nobody comes to see you without asking you first. You choose where to meet, and who is with you. You can leave out any question.
letter-lead-disagree = If this person is not right for you, tell us. You do not have to say why, and help does not stop.

letter-draft-subject = The draft of { $called }’s support assessment
letter-draft-not-decided = This is what we think so far. Nothing is decided yet. We want to hear from you first.
letter-draft-needs = What we think is needed
letter-draft-meet = We think help is needed here, and that we should arrange it.
letter-draft-met-already = We think this need is met already, by people who are willing and able to go on.
letter-draft-unmet = We do not think that we will meet this need.
letter-draft-comments = Tell us what you think
letter-draft-until = You have until { $date }. If you need longer, tell us. Your help does not wait for it.
letter-draft-no-date = Take the time you need. Your help does not wait for it.
letter-draft-wrong = Tell us what is wrong.
letter-draft-missing = Tell us what is missing.
letter-draft-disagree = Tell us where you disagree. If we cannot agree, what you said stands beside our words.
letter-draft-answered = You can do this on your page, by telephone, or when we meet. We answer each thing you say before we decide.

letter-decision-subject = What we decided about help for { $called }
letter-decision-meet = { $number ->
    [one] We will arrange help for one need.
   *[other] We will arrange help for { $number } needs.
}
letter-decision-met-already = { $number ->
    [one] One need is met already.
   *[other] { $number } needs are met already.
}
letter-decision-unmet = { $number ->
    [one] One need we will not meet. We say why below.
   *[other] { $number } needs we will not meet. We say why below.
}
letter-decided-meet = We will arrange help for this.
letter-decided-met-already = This is met already, so nothing more is needed from us now. If that changes, tell us.
letter-decided-unmet = We will not meet this need. We have written down that it is not met.
letter-need-met-by = What will help: { $what }
letter-need-why = Why: { $why }
letter-need-law = The law we decided this under: { $citation }.
letter-decision-not-met = We did not meet { $called } in person. Why: { $why }
letter-decision-late = It took longer than it should. Why: { $why }
letter-decision-disagreements = Where we do not agree
letter-decision-you-said = On { $date } you said: “{ $words }” Our answer: “{ $answer }”
letter-decision-plan-by = We make the support plan with you, and send it by { $date }. It says what help, how much, who gives it, and when it starts.
letter-decision-plan = We make the support plan with you. It says what help, how much, who gives it, and when it starts.

letter-plan-subject = { $called }’s support plan
letter-plan-lead = This is the help that we will arrange.
letter-plan-need = The need
letter-plan-amount = How much
letter-plan-provider = Who gives it
letter-plan-starts = First day
letter-plan-law = The law
letter-plan-contingency = If something goes wrong
letter-plan-review = We ask you by { $date } whether the help works. You can ask us sooner, at any time.
letter-plan-change = If you would like the help in another way, tell us. You can also ask for money to arrange it yourself.

letter-ways = If you disagree
letter-ways-lead = You can do any of these. You choose which, and in which order.
letter-ways-talk = Talk to us. Ring { $name } on { $telephone }.
letter-ways-second-look = Ask for a second look by somebody who had no part in this. Ring { $name } on { $telephone }.
letter-ways-complaint = Make a complaint under the law on children’s services. It goes to { $name }: { $telephone }, { $email }.
letter-ways-ombudsman = Ask the Local Government and Social Care Ombudsman. It costs nothing. They often want the council to answer a complaint first.
letter-ways-court = Ask a court to look at how we decided (judicial review). This must be done promptly, and within three months. We have not yet checked this time limit against the rules of court (unverified), so get legal advice soon.
letter-ways-advocacy = You can have help to do any of this. Ring { $name } on { $telephone }.
letter-ways-change-nothing = None of this changes your help, and nobody will think less of you for it.
