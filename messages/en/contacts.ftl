# Contacts with the front door: the board and one contact. Practitioners read them; nothing here is on a family’s page.
navigation-contacts = Contacts

contacts-title = Contacts at the front door
contacts-lead = Everybody who got in touch about a child, by what comes next. What is late is said in words. No number here ranks a child or a family.
contacts-lead-asked = Contacts about which you were asked what your agency knows and may share. When the decision is made they leave this list.
contacts-new = Write down a contact
contacts-none = None is open.
contacts-more = Only the oldest of them are shown.
contacts-nobody = Nobody yet
contacts-column-about = About
contacts-column-came = Came in
contacts-column-owner = Who has it
contacts-column-due = What is due
contact-to-look-count = { $number ->
    [one] 1 contact that nobody has looked at
   *[other] { $number } contacts that nobody has looked at
}
contact-with-partners-count = { $number ->
    [one] 1 contact waits for a partner
   *[other] { $number } contacts wait for partners
}
contact-to-decide-count = { $number ->
    [one] 1 contact to decide
   *[other] { $number } contacts to decide
}
contact-to-tell-count = { $number ->
    [one] 1 contact is decided, and somebody is to be told or helped
   *[other] { $number } contacts are decided, and somebody is to be told or helped
}
contact-closed-caption = Closed, the latest
work-stage-contact-to-look = Nobody has looked at it
work-stage-contact-with-partners = Waits for a partner
work-stage-contact-to-decide = To decide
work-stage-contact-to-tell = Decided; somebody is to be told or helped
work-stage-contact-closed = Closed
contact-clock = { $what }: { $due }
contact-nothing-due = Nothing is due.
mark-contact-harm = Harm: said, or not known
mark-contact-support = Asks for help, disabled child
mark-contact-not-looked-up = Not looked up
contact-levels = Measure it by the partnership’s document on levels of need: { $document }. { $where }.
contact-levels-none = The partnership has not named its document on levels of need.
contact-levels-link = What the protocol says of it

contact-caption = Contact with the front door
contact-unnamed = A child whose name is not known
contact-child-born = { $name }, born { $born }
contact-caller-unnamed = They gave no name
contact-owner = { $name } has it.
contact-owner-nobody = Nobody has it yet. Whoever looks first does.
contact-said = What was said
contact-received = Received
contact-way = How it came
contact-way-page = By a page of this service
contact-way-phone = By telephone
contact-way-email = By email
contact-way-letter = By letter, or on paper
contact-way-in-person = In person
contact-caller = Who got in touch
contact-source = Who they are, for the census
contact-reach = How to reach them
contact-no-reach = They gave no way to reach them
contact-harm = Facts of harm
contact-help = Help is asked for
contact-disabled = The child is disabled, or may be
contact-family-knows = The family knows
contact-family-agreed = The family agreed
contact-yes = Yes
contact-no = No
contact-unsure = They are not sure
contact-not-known = Not known
contact-children = The children
contact-not-looked-up = Nobody has looked up whether this child is known.
contact-is-known = This child has a record here.
contact-is-same-as = This child is in an earlier contact, and has no record here.
contact-is-nobody = Looked up: nobody here knows this child.
contact-look-up = Look up { $name }
contact-others = { $number ->
    [0] No other contact about these children
    [one] 1 other contact about these children
   *[other] { $number } other contacts about these children
}
contact-others-lead = They are shown so that you can read them. How many there are decides nothing.
contact-others-not-looked-up = A child is not looked up yet, so there may be more.
contact-other = : { $name }. { $outcome }. From: { $source }
contact-undecided = Nothing is decided
contact-agencies = What partners know and may share
contact-agency-not-asked = Not asked.
contact-agency-nobody = nobody by name
contact-agency-asked = { $time }, asked of { $who }: { $words }
contact-agency-waits = No answer yet.
contact-agency-knows-nothing = The agency knows nothing.
contact-agency-keeps = The agency knows something, and does not share it here.
contact-agency-by = { $name }, { $time }
contact-agency-by-because = { $name }, { $time }. Why: { $why }
contact-looked = { $name } looked at it, { $time }
contact-recommended = Recommended
contact-recommendation = { $child }: { $outcome }. { $name }: { $why }
contact-decided = Decided
contact-decided-outcome = What follows
contact-decided-by = Decided by
contact-by-at = { $name }, { $time }
contact-why = Why
contact-not-support = Why not the support route
contact-question-open = Not answered yet
contact-help-begun-label = Help
contact-help-begun = Begun on { $date }. { $note }
contact-to-concern = Open the raised concern
contact-to-request = Open the request for support
contact-told = Who was told
contact-told-referrer = { $time }: whoever got in touch. { $how }. { $name }.
contact-letter-link = Read the letter
contact-told-family = { $time }: the family. { $to }: { $words }
contact-not-told-family = The family is not told yet. { $name } decided so, to be looked at again by the end of { $until }. Why: { $why }

contact-who-title = Who this may be
contact-who-lead = These are known here. Each says why it may be the child. Choose one, so that no second record begins.
contact-who-none = Nobody whose name, date of birth or address is like this is known here.
contact-who-question = Who is it?
contact-who-why = Why: { $why }.
contact-who-born = Born: { $born }.
contact-who-not-born = not known
contact-who-with = Works with the child now: { $name }.
contact-who-record = Has a record here.
contact-who-earlier = Is in an earlier contact, and has no record here.
contact-who-nobody = None of these
contact-who-nobody-found = Nobody whom we know
contact-who-missing = Say who it is, or that it is none of these
contact-who-send = Save who it is

contact-followed-title = The front door has it
contact-followed-sent = Sent
contact-followed-stands = Where it stands
contact-followed-waits = It has arrived. Nothing is decided yet.
contact-followed-told = It is decided. This is what you are told.
contact-followed-next = You are told here what was decided, also if nothing is done. If you hear nothing, ring: you are owed an answer.
contact-to-help = Begin the help that was decided on
