# What the children in need census says of a child, and the codes that are recorded for it.

children-more-census = What the census says
children-census-title = What the census says
children-census-lead = Each April the authority tells the Department for Education of every child who was helped in the year. This is what it would say of { $called }'s support in { $year } as the record stands today. A name is not in it. Nothing of enquiries, conferences or protection plans is on this page, whether or not there are any.
children-census-nothing = Nothing of this record is in the census of { $year }.
children-census-no-year = The rules of this year's census are not here yet.
children-census-findings = What is missing or will be asked about
children-census-clean = No rule of { $year } that looks at one child finds anything here.
children-census-error = This will fail rule { $rule }: { $message }
children-census-query = This will be asked about by rule { $rule }: { $message }
children-census-missing = This is not as the census needs it: { $message }
children-census-draft = Draft rule
children-census-values = As it stands
children-census-element = What
children-census-value = What it says
children-census-not-recorded = Not recorded
children-census-codes = Record codes
children-census-codes-lead = A code stands in the census because somebody recorded it. None follows from what help was asked for, and nobody has to be coded as harmed to be helped. What you leave empty stays empty.
children-census-request = The request of { $on }
children-census-button = Save the codes
children-census-read-only = You can read this, and cannot record codes.
children-census-episode = Which request are the codes for?
children-census-which = Choose which request the codes are for
