# Supervision: what was decided about a child, why, and who does what by when. Practitioners read it.

supervision-task = { $name } does what is written there by { $date }
protection-supervise-title = Write down a supervision
protection-supervise-lead = What you and the worker decided about this child, why, and what is to be done by whom and when. Everybody who works on this record can read it; the family is not shown it here.
protection-supervise-who = Who does what is to be done?
protection-supervise-send = Save
protection-did-supervise = Supervision
chronology-supervision-held = The child was talked about in supervision
protection-supervised-title = Say that it is done: what supervision asked of you
protection-supervised-lead = What was done, and what came of it. It leaves your list.
protection-supervised-send = Save
protection-did-supervised = What supervision asked for was done
chronology-supervision-followed = What supervision asked for was done

help-supervise-title = Write down a supervision
help-supervise-lead = What you and the worker decided about this child, why, and what is to be done by whom and when. Everybody who works on this record can read it. It is not on the family’s page.
help-supervise-who = Who does what is to be done?
help-supervise-send = Save
help-did-supervise = Supervision
help-supervised-title = Say that it is done: what supervision asked of you
help-supervised-lead = What was done, and what came of it. It leaves your list.
help-supervised-send = Save
help-did-supervised = What supervision asked for was done

refusal-supervision-not-a-manager = A social-work-qualified manager writes down supervision.
refusal-supervision-needs-decision = Write what was decided, also that things go on as they are.
refusal-supervision-needs-why = Write why.
refusal-supervision-needs-owner = Choose who does what is to be done.
refusal-supervision-not-at-work = Choose somebody who works on this record, or give this person a place in it first.
refusal-supervision-needs-day = Write by when it is done. The day cannot lie in the past.
refusal-supervision-nothing-waits = Supervision asked nothing of you here that is still to be done.
refusal-supervision-needs-done = Write what was done.
