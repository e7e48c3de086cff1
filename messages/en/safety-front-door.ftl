# Concerns, for practitioners: raising one, following it, and the front door's list.
alert-title = Safeguarding front door
alert-unseen = { $number ->
    [one] 1 concern waits: nobody has seen it yet.
   *[other] { $number } concerns wait: nobody has seen them yet.
}
alert-link = Open the front door’s list

raise-about-record = About: the record you came from
raise-about-name = About: { $name }
raise-not-shown = The family is not shown this, nor that it was sent. Nothing on their pages, in their letters or in the list of who has looked changes.
raise-send = Send to the front door now
raise-goes-on = The support for the child goes on meanwhile. Nothing in it stops or waits because of this.

followed-title = Your concern was sent
followed-sent = Sent at
followed-seen = Seen
followed-seen-by = Seen by { $name } at { $time }
followed-not-seen = Not seen yet. It was sent { $time } ago
followed-passed-on = Passed on
followed-passed-on-to = At { $time }, because nobody had seen it, to: { $others }
followed-answer = Answer
followed-answered-by = { $name }, { $time }
followed-no-answer = No answer yet. A social-work-qualified manager answers you in writing today.
followed-unsure = You said that you are not sure. A social-work-qualified manager talks it through with you today.
followed-cannot-wait = If it cannot wait
followed-refresh = Look again
followed-goes-on = The support goes on
followed-nothing-changed = The child’s record is as it was, and so is everything the family can see. Go on with the support as planned, unless the front door asks you to do something else.
followed-back = Go back to the record you came from

front-door-title = Front door
front-door-unseen-goes-to = A concern that nobody has seen in time goes to: { $others }.
front-door-urgent = { $number ->
    [0] Urgent openings: none waits to be looked at
    [one] Urgent openings: 1 waits to be looked at
   *[other] Urgent openings: { $number } wait to be looked at
}
front-door-unseen = Seen by nobody yet ({ $number })
front-door-seen = Seen, not answered ({ $number })
front-door-answered = Answered, the latest
front-door-none = None.
front-door-about = About
front-door-noticed = What was noticed
front-door-came = Came in
front-door-where = Where it stands
front-door-nobody-named = Nobody named
front-door-ago = { $time } ago
front-door-goes-on-at = Seen by nobody. Passed on at { $time }
front-door-is-unseen = Seen by nobody
front-door-is-passed-on = Seen by nobody in time. Passed on to the out-of-hours team and the manager
front-door-is-seen = Seen by { $name }
front-door-is-answered = Answered. First seen by { $name }
front-door-is-answered-unseen = Answered
front-door-print = Print this list for the handover

mark-immediate = Danger now
mark-unsure = Unsure: talk today
mark-passed-on = Passed on
mark-harm-from-care-worker = From a care worker
mark-harm-from-setting = From a setting
mark-harm-from-school = From a school
mark-harm-from-peer = From another child
mark-harm-from-outside-home = From outside the home
mark-harm-from-family = From the family
mark-harm-from-unknown = From whom: not known

concern-title = Concern about { $about }
concern-title-nobody = Concern about somebody not named
concern-mark-unseen = Seen by nobody
concern-mark-seen = I have seen this
concern-unsure = Whoever raised it is not sure. A social-work-qualified manager talks with them today. The support request goes on meanwhile.
concern-answer = Answer in writing
concern-telling = Not telling the family yet
concern-came = Came in
concern-came-in = { $time } ({ $ago } ago)
concern-way = How
concern-way-practitioner = A practitioner, from a page of this service
concern-way-code = The short form for anybody, from a device on which somebody had given a code for this record. Whoever wrote it may be somebody else than the code’s holder: reach them only in the way they gave
concern-way-anybody = The short form for anybody
concern-way-triage = The reader of a request, at triage
concern-raised-by = Raised by
concern-reach = Reach them by
concern-about = About
concern-not-given = Not given
concern-passed-on = Passed on to
concern-open-record = Open the record it is about
concern-open-urgently = Open the record it is about, with a reason
concern-said = What was said
concern-noticed = What was noticed
concern-handover = Handover
concern-print = Print for the handover
concern-duties = What must happen
concern-must = What
concern-due = By when, and why
concern-status = Status
concern-overdue = Overdue
concern-to-do = To do
concern-no-date = No date
concern-because = { $source }: { $how }
concern-unverified = Source not verified

handover-raised = { $time }: raised.
handover-passed-on = { $time }: passed on, because nobody had seen it, to: { $others }.
handover-seen = { $time }: seen by { $name }.
handover-answered = { $time }: answered by { $name }: { $words }
handover-not-telling-nobody = { $time }: the family is not told yet; nobody has decided whether telling is safe. To be looked at by { $until }.
handover-not-telling = { $time }: { $name } decided not to tell the family yet. Why: { $why } To be looked at again by { $until }.

answer-title = Answer the concern
answer-label = Your answer to whoever raised it
answer-hint = What happens next and why, or why nothing does. They read it with your name.
answer-missing = Write the answer: what happens next and why, or why nothing does
answer-not-a-manager = Only a social-work-qualified manager answers a concern. Ask one to answer, or ring them
answer-send = Send the answer

telling-title = Not telling the family yet
telling-nobody-yet = The family is not told. Nobody has decided yet whether telling is safe. This is to be looked at by the end of { $until }.
telling-stands = The family is not told. { $name } decided so at { $since }, to be looked at again by the end of { $until }. Why: { $why }
telling-lead = The family sees nothing of a concern until a named person decides to tell. Each time, say why not yet and when you look again (Data Protection Act 2018 Schedule 3).
telling-itself = Telling is a decision of its own: tell the family
telling-why = Why is the family not told yet?
telling-why-hint = What could happen to the child if they knew now.
telling-why-missing = Say why the family is not told yet
telling-review = When is it looked at again?
telling-review-hint = The protocol’s standard is { $date }. It counts until the end of the day.
telling-date-wrong = Write a real date, like 27 3 2027
telling-save = Save

urgent-title = Open the record of { $name } with a reason
urgent-warning = Your name, your reason and the time are kept, and a manager looks at them the next working day.
urgent-lead = It stays open for you for { $hours } hours. The family does not see that you opened it until a named person decides to tell.
urgent-reason = Why must you open it now?
urgent-reason-hint = One sentence is enough: what you were told or saw, and what you need to find out.
urgent-reason-missing = Say why you must open it now
urgent-open = Open the record
urgent-list-title = Urgent openings to look at
urgent-list-lead = A manager looks at each by the next working day. Nobody looks at their own.
urgent-list-none = None waits.
urgent-card = { $name }
urgent-opened-by = Opened by
urgent-opened-by-as = { $name }, { $capacity }
urgent-opened-at = At
urgent-why = Why
urgent-look-by = Look at it by
urgent-due = { $date }, the next working day
urgent-due-late = { $date }, the next working day: overdue
urgent-due-unknown = The next working day (the bank holidays of that time are not known here yet)
urgent-own = You opened this yourself, so another manager looks at it.
urgent-finding = What did you find about the opening of { $name }’s record?
urgent-finding-hint = Was it right to open it, and does anything follow?
urgent-finding-missing = Say what you found
urgent-finding-save = Save what I found about { $name } opening { $child }’s record
