# What the pages of a practitioner's day share.
work-about-request = Request { $reference }: { $called }
work-back-to-request = Back to the request
work-by = by { $name }
work-by-at = { $name }, { $time }
work-nobody-known = somebody who is no longer known here
work-no-name = No name given
work-yes = Yes
work-no = No
work-not-known = Not known

work-column-what = What must happen
work-column-about = About
work-column-due = By when
work-column-who = Who
work-column-why = Because of
work-column-detail = Asked by, or full name
work-column-received = Received
work-column-stage = Stage

work-due-no-limit = No limit set
work-due-beyond = No date can be given yet
work-local-standard = Our own standard
work-unverified = Not verified
work-how-found = How the date was found

work-status-late = Late
work-status-today = Due today
work-status-open = Open
work-status-not-yet = Not yet
work-status-upcoming = Upcoming
work-status-done-late = Done late
work-status-too-soon = Done too soon
work-status-done = Done
work-status-ended = Ended

work-mark-care-may-fail = Care may fail
work-mark-asker-not-confirmed = Asker not confirmed
work-mark-immediate = Immediate danger
work-mark-unsure = Unsure: talk today
work-mark-escalated = Passed on: unseen
work-mark-training-gap = Training gap
work-mark-comment-unanswered = Comment not answered

work-stage-to-read = To read
work-stage-to-triage = To triage
work-stage-to-confirm = To confirm
work-stage-routed = Route decided
work-stage-withdrawn = Withdrawn
work-stage-to-allocate = To allocate
work-stage-assessing = Assessing
work-stage-draft-with-family = Draft with the family
work-stage-decided = Decided
work-stage-plan-shared = Plan shared
