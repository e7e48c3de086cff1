# Who has what, for managers.
navigation-team = Team
team-title = Who has what
team-lead = What stands on each person’s list now, of the records that you may list. It counts work that is open, and ranks nobody.
team-silent = { $number ->
    [0] Promised and nobody has acted on it: nothing
    [one] Promised and nobody has acted on it: 1
   *[other] Promised and nobody has acted on it: { $number }
}
team-silent-lead = Each is past its day, and nothing has been written in the record since. The longest silence comes first.
team-unsupervised = { $number ->
    [0] Not talked about in supervision within its time: no child
    [one] Not talked about in supervision within its time: 1 child
   *[other] Not talked about in supervision within its time: { $number } children
}
team-unsupervised-lead = The local protocol says how often. The longest wait comes first.
team-column-promised = What was promised
team-column-last = Last written
team-column-who = Who has it
team-column-team = Team
team-column-records = Records
team-column-open = To be done
team-column-late = Late
team-late = { $number ->
    [0] None is late
    [one] 1 is late
   *[other] { $number } are late
}
team-nobody = Nobody by name
team-pool = Nobody by name: { $capacity }
team-none = No team
team-holdings = Each person’s list
team-nothing = Nothing is open.
team-one-title = What { $name } has
team-one-count = { $number ->
    [one] 1 thing to be done
   *[other] { $number } things to be done
}
team-one-nothing = Nothing that you may see.
