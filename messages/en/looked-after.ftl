# A child who lives away from home: the record, the list, the steps. Practitioners read them.
navigation-looked-after = Away from home

looked-after-title = Living away from home
looked-after-link = Looked after, missing, private fostering
looked-after-list-title = Children who live away from home
looked-after-list-lead = Those for whom you were named, or all for whom the front door answers. Short breaks stand in the record of support.
looked-after-list-none = Nobody.
looked-after-new-begin = A child whom we do not know becomes looked after
looked-after-new-missing = A child whom we do not know is missing
looked-after-new-fostering = Private fostering of a child whom we do not know
looked-after-stage-missing = Missing now
looked-after-stage-looked-after = Looked after
looked-after-stage-fostering = Fostered privately
looked-after-stage-care-leaver = Leaving care
looked-after-stage-ended = Ended
looked-after-mark-missing = Missing
looked-after-mark-nobody-named = No social worker named
looked-after-mark-change-waits = A change waits for its review
looked-after-not-begun = You do not work on such a record of this child. Record here what has happened.

looked-after-stands-missing = Missing since { $from }.
looked-after-stands-care = Looked after since { $date }: { $legal }.
looked-after-stands-fostering = Fostered privately. The council has known since { $date }.
looked-after-stands-worker = The child’s social worker is { $name }.
looked-after-stands-reviewer = The independent reviewing officer is { $name }.
looked-after-stands-adviser = The personal adviser is { $name }.
looked-after-no-worker = No social worker is named yet. A manager names one.
looked-after-no-reviewer = No independent reviewing officer is named yet. A manager names one.
looked-after-days-from-birthday = Looked after for { $days } days since the age of 14, as far as this record knows. The help that care leavers have takes { $limit } ({ $clause }).

looked-after-name-worker = Name the child’s social worker
looked-after-name-reviewer = Name the independent reviewing officer
looked-after-name-adviser = Name the personal adviser
looked-after-worker = Social worker
looked-after-reviewer = Independent reviewing officer
looked-after-adviser = Personal adviser
looked-after-told = Told
looked-after-tell-warning = Once you save this, the person reads it on their own page. Nobody else of the family does. Write no address and no telephone number.

looked-after-homes = Homes
looked-after-home-from = From
looked-after-home-until = Until
looked-after-home-kind = Home
looked-after-home-provider = Provided by
looked-after-home-visits = Visits go by
looked-after-home-miles = Miles from home
looked-after-home-now = now
looked-after-home-not-known = not known

one-form-who = Who?
one-form-save = Save
one-form-nobody = Nobody can be chosen here. Ask whoever looks after accounts, or the manager.
