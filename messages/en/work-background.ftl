# What a family tells of a child's background, entered for them.
background-title = Background, for the equality measures
background-lead = Ask only if the family is happy to say, and say that they need not. It is counted and shown to nobody who decides about them.
background-link = Enter or change what the family told
background-submit = Keep
background-tenth = Tenth of neighbourhoods by deprivation affecting children (IDACI)
background-tenth-hint = 1 is the most deprived. Look it up where the address is kept; the address is not kept here.
background-tenth-unknown = Not known
refusal-no-such-tenth = Choose a tenth from 1 to 10, or "Not known"
