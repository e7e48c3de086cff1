# A child died or was seriously harmed. Practitioners read it.

protection-new-incident = Record that a child died or was seriously harmed
protection-incident-title = Record that a child died or was seriously harmed
protection-incident-lead = Record it on the day on which the council learns of it. From then on it has a time in which to notify. The council of the area where it happened notifies and leads.
protection-incident-send = Save
protection-did-incident-died = The council learned that the child died
protection-did-incident-harmed = The council learned that the child was seriously harmed
protection-stands-incident = A serious incident is known since { $date }. What is due stands below.
protection-stands-incident-elsewhere = A serious incident in another area is known since { $date }. That area notifies and leads; it is not settled with it yet.
protection-stage-incident = Serious incident
protection-mark-incident = Serious incident
chronology-incident-recorded = The council learned of a serious incident

protection-incident-panel-title = The council notified
protection-incident-panel-lead = The council alone decides that, also where partners think otherwise. The death of a looked-after child is notified in any case.
protection-incident-panel-send = Save
protection-did-incident-panel = The council notified the incident
protection-did-incident-panel-dissent = The council notified the incident; a partner thought otherwise
chronology-incident-panel-notified = A serious incident was notified

protection-incident-partners-title = The safeguarding partners were told
protection-incident-partners-lead = Those of this area, and of every other area that is touched.
protection-incident-partners-send = Save
protection-did-incident-partners = The safeguarding partners were told
chronology-incident-partners-told = The safeguarding partners were told of a serious incident

protection-incident-area-title = The other area notifies and leads
protection-incident-area-lead = Where it happened decides it, not where the child lives. Settle it with a named person there.
protection-incident-area-send = Save
protection-did-incident-area = It was settled that the other area notifies and leads
chronology-incident-lead-area-settled = It was settled which area leads after a serious incident

protection-incident-review-title = The rapid review was sent
protection-incident-review-lead = With what the regulations ask to be weighed, so that a local review can be decided on.
protection-incident-review-send = Save
protection-did-incident-review = The rapid review was sent to the national panel
chronology-incident-reviewed = A rapid review was sent
