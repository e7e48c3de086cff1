# A child's record, for practitioners: the list, the record at a glance, and what every page of it shares.
children-page-title = { $title }: { $called }
children-nobody = Somebody who is not known here
children-refused = { $said }. The rule: { $rule }
children-unverified = unverified
children-not-a-date = Give a real day, such as 27 3 2026

children-title = Children
children-count = { $number ->
    [one] { $number } record
   *[other] { $number } records
}
children-none = There is no record in this list.
children-stages = Stages
children-stage-all = All
children-stage-none = Registered
children-stage- = Registered
children-stage-to-allocate = To allocate
children-stage-assessing = Assessing
children-stage-draft-with-family = Draft with the family
children-stage-decided = Decided
children-stage-plan-shared = Plan shared
children-list-name = Child
children-list-stage = Stage
children-list-received = Request received
children-list-assessor = Lead assessor
children-list-reference = Reference
children-list-marks = To note
children-mark-training-gap = Gap in training
children-mark-comment-unanswered = Comment waiting
children-mark-urgent = Urgent

children-identity = Whose record this is
children-identity-full-name = Full name
children-identity-born = Born
children-identity-reference = Reference
children-identity-stage = Stage
children-identity-assessor = Lead assessor
children-identity-no-assessor = nobody yet

children-record-title = Record
children-record-heading = { $called }’s record
children-record-no-support = No support assessment is open.
children-record-level = This is a { $level }.
children-level-self-assessed = self-assessment by the family, which we check
children-level-short = short assessment
children-level-full = full assessment
children-record-gap = Nobody with current training could lead. { $adviser } advises as condition adviser. Why, as the family was told: { $why }
children-record-ceiling = Why it takes longer than the most it may take: { $why }
children-record-duties = What must happen
children-record-comments = Comments waiting for an answer
children-record-people = Who takes part
children-record-assessment = What is written
children-record-met = Meeting the child
children-record-needs = Needs and decisions
children-record-plan = Support plan
children-record-letters = Letters
children-record-more = More

children-step-asked = Asked
children-step-routed = Route confirmed
children-step-allocated = Lead assessor named
children-step-draft = Draft with the family
children-step-decided = Decided
children-step-plan = Plan shared
children-step-not-yet = not yet

children-action-allocate = Name a lead assessor
children-action-reallocate = Change the lead assessor
children-action-assess = Write the assessment
children-action-met = Record a meeting with the child
children-action-need = Write down a need
children-action-draft = Share the draft
children-action-sign-off = Decide and sign off
children-action-plan = Make the plan
children-action-plan-share = Share the plan

children-more-assessment = All sections of the assessment
children-more-people = People and codes
children-more-ceiling = Say why it takes longer than the most it may take
children-more-not-met = Agree to decide without meeting the child
children-more-reads = Who opened the record
children-more-history = Everything that happened

children-duties-caption = What must happen, by when and why
children-duties-none = Nothing is due.
children-duties-what = What
children-duties-by = By when, and why then
children-duties-who = Who
children-duties-stands = How it stands
children-duties-no-limit = No day is set
children-duties-beyond = No day can be given yet
children-duties-local = A promise of the local protocol
children-status-overdue = Overdue
children-status-due = Due today
children-status-unanswered = Open
children-status-upcoming = Coming up
children-status-not-yet = Not yet
children-status-late = Done late
children-status-too-soon = Too soon
children-status-met = Done
children-status-lapsed = No longer needed

children-read = Read
children-entries = { $number ->
    [0] Nothing is written yet
    [one] { $number } entry
   *[other] { $number } entries
}
children-entries-latest = { $count }, the latest on { $date }
children-sections-none = No section is open.

children-letter-line = { $subject }. To { $name }, { $date }
children-letters-none = No letter was sent yet.
children-letters-to = A letter goes to: { $names }.
children-letters-to-nobody = No letter can go out, because no parent carer or young person takes part in this record yet. Add them under “People and codes”.
