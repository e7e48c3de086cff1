# How a child is protected: the steps, one page each. Practitioners read them; nothing here is on a family’s page.

protection-convene-title = Call a strategy discussion together
protection-convene-lead = You have reasonable cause to suspect that a child suffers, or is likely to suffer, significant harm. Social care, police and health take part at the least. You can send this page as it is.
protection-convene-send = Call it together

protection-another-title = Add another child to the discussion
protection-another-lead = The same discussion, and a record of their own: every child gets a decision.
protection-another-send = Add this child

protection-discussion-title = Record the strategy discussion
protection-discussion-lead = When it took place, who took part, what was decided for this child. Nothing that is missing holds up enquiries; you can send this page as it is, and enquiries begin.
protection-discussion-send = Save

protection-household-title = Decide about every child of the household
protection-household-lead = The discussion closes when every child has a decision with its reason. Enquiries do not wait for this.
protection-household-send = Close the discussion

protection-lead-title = Name who leads
protection-lead-lead = A social worker leads enquiries and the protection plan. Nobody else may.
protection-lead-send = Name this person

protection-seat-title = Give somebody a seat at the table
protection-seat-lead = A practitioner of the police, health or a school. From now on they read this record and give their agency’s view.
protection-seat-send = Give them a seat

protection-seen-title = The child was seen
protection-seen-lead = When and how you saw the child, and what they said or showed.
protection-seen-send = Save

protection-conclude-title = Say what the enquiries found
protection-conclude-lead = What follows, and why. A social-work-qualified manager who does not lead agrees or sends it back.
protection-conclude-send = Send to a manager

protection-authorise-title = Decide how the enquiries end
protection-authorise-lead = You do not lead these enquiries. If you agree, they end now.
protection-authorise-send = Save

protection-transfer-title = A child with a plan has moved here
protection-transfer-lead = From the day on which we were told, a conference is due here.
protection-transfer-send = Save

protection-chair-title = Name who chairs
protection-chair-lead = Somebody who neither leads nor decided how the enquiries end.
protection-chair-send = Name this person

protection-call-title = Call a conference
protection-call-lead = Which conference it is follows from what stands: the first one, a review, or the one after a move. Whether the family is told is decided on a page of its own.
protection-call-send = Call it

protection-report-title = A report was shared, or was not
protection-report-lead = Reports reach the family before the conference, with proof that they arrived; or the reason is written down. What you share with somebody on the list stands on their own page.
protection-report-send = Save

protection-view-title = Give an agency’s view
protection-view-lead = What your agency thinks, and why. A different view stands beside the decision.
protection-view-send = Save

protection-hold-title = Record what the conference decided
protection-hold-lead = The child’s view first, then the decision and why. Nothing here is shown to the family by itself.
protection-hold-send = Save the decision

protection-plan-title = Write the protection plan
protection-plan-lead = Who does what, by when, for what change. Each version stays; the latest stands.
protection-plan-send = Save the plan

protection-core-group-title = Record a core group
protection-core-group-lead = Who came, and what has changed for the child.
protection-core-group-send = Save

protection-visit-title = Record a visit
protection-visit-lead = When, whether you saw the child, what they said or showed. Nothing else is asked of you.
protection-visit-send = Save the visit

protection-end-title = End the protection plan
protection-end-lead = Tell every agency, and offer other help. Where a review decided it, the review comes first.
protection-end-send = End the plan

protection-order-title = Police protection, or an order of a court
protection-order-lead = When it began. Its hours or days are counted from then.
protection-order-send = Save

protection-order-extend-title = The emergency protection order was extended
protection-order-extend-lead = It is extended once.
protection-order-extend-send = Save

protection-order-told-title = Everybody was told of the police protection
protection-order-told-lead = Both authorities, the child, the parents, and a designated officer who looks into it.
protection-order-told-send = Save

protection-order-end-title = Police protection or an order ended
protection-order-end-lead = When it ended, and what followed.
protection-order-end-send = Save

protection-tell-title = Tell somebody of the family
protection-tell-lead = One person at a time, decided by you. Their page then shows your words, the conferences and plans that stand now, and what was shared with them. What comes later needs a telling of its own.
protection-tell-send = Save and show it to them

protection-not-yet-title = Somebody is not told yet
protection-not-yet-lead = Not telling has a reason, an owner and a day to look again. The owner is you.
protection-not-yet-send = Save

protection-lead-who = Who leads?
protection-chair-who = Who chairs?
protection-seat-who = Who takes part?
protection-report-who = With whom?
protection-tell-who = Who was told?
protection-earlier = Is it one of those who are not told yet?
protection-earlier-nobody = No, somebody else
protection-person = { $name }, { $capacity }
protection-who-missing = Choose who it is
protection-call-also = Is the same meeting about other children too?
protection-no-views = No agency has given its view yet.
