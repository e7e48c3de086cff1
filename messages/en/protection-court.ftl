# A meeting of the family’s own, and what comes before and in court. Practitioners read it.

protection-family-offer-title = Offer a meeting of the family
protection-family-offer-lead = The family meets, by itself if it wants to, and makes its own plan for the child before others decide. It can be offered at any time, and is offered before a court is asked.
protection-family-offer-send = Save
protection-did-family-offer = A meeting of the family was offered
protection-did-family-not-offered = A meeting of the family was not offered, because it would harm the child
protection-stands-family-offered = A meeting of the family was offered on { $date }. No answer is recorded.
protection-stands-family-accepted = The family accepted the meeting that was offered on { $date }. It has not been held yet.
chronology-family-meeting-offered = A meeting of the family was offered, or it was said why not

protection-family-answer-title = What the family answered
protection-family-answer-lead = The meeting is held if one parent accepts it.
protection-family-answer-send = Save
protection-did-family-accepted = The family accepted the meeting
protection-did-family-declined = The family declined the meeting
chronology-family-meeting-answered = The family answered the offer of a meeting

protection-family-met-title = The family met
protection-family-met-lead = What the family plans, in its own words, and whether it can be followed.
protection-family-met-send = Save
protection-did-family-met = The family met and made its plan
chronology-family-meeting-took-place = The family met and made its plan

protection-proceedings-title = Care proceedings are considered
protection-proceedings-lead = A social-work-qualified manager decides this. The parents are told why and what must change, and a meeting of the family is offered. Nothing that is missing here delays an application that the child needs.
protection-proceedings-send = Save
protection-did-proceedings = Care proceedings are considered
protection-stands-proceedings = Care proceedings are considered since { $date }.
chronology-proceedings-considered = Care proceedings were considered

protection-proceedings-met-title = A meeting before proceedings
protection-proceedings-met-lead = With the parents and their lawyers: what is agreed, and what happens if it is not kept.
protection-proceedings-met-send = Save
protection-did-proceedings-met = A meeting before proceedings was held
chronology-proceedings-meeting-held = A meeting before proceedings was held

protection-proceedings-decide-title = Decide whether to ask the court
protection-proceedings-decide-lead = What was decided, and why. If the court is asked, its time runs from that day.
protection-proceedings-decide-send = Save the decision
protection-did-proceedings-court = It was decided to ask the court
protection-did-proceedings-not-needed = It was decided not to ask the court
protection-stands-court = The court was asked on { $date }. Its final order is not recorded yet.
protection-stage-court = Before or in court
chronology-proceedings-decided = It was decided whether to ask the court

protection-proceedings-end-title = The final order of the court
protection-proceedings-end-lead = What the court ordered, and when.
protection-proceedings-end-send = Save
protection-did-proceedings-end = The court made its final order
chronology-proceedings-ended = The court made its final order

protection-calendar-link = The conference for my calendar
