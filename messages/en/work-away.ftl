# Somebody is away, and somebody covers.

team-away = { $number ->
    [0] Away: nobody
    [one] Away, now or soon: 1 person
   *[other] Away, now or soon: { $number } people
}
team-away-who = Away
team-away-covers = Who covers
team-away-column-from = From
team-away-column-until = Until
team-away-column-end = End it early
team-away-end = { $name } is here
team-away-link = { $name } is away: who covers?
team-away-title = { $name } is away
team-away-lead = Whoever covers sees what is due on this person’s list, and opens the records they work on, for these days only. It ends by itself. Each opening is on the record.
team-away-cover = Who covers?
team-away-cover-hint = Somebody who may do the same work.
team-away-cover-missing = Choose who covers
team-away-from = The first day
team-away-until = The last day
team-away-save = Save
today-cover = You cover for { $name } until { $date }
today-cover-lead = What is due on their list, and the records they work on. It ends by itself.
today-cover-due = Due while { $name } is away
today-cover-records = Records { $name } works on
today-cover-nothing = Nothing of it is yours to see.
today-away = You are away until { $date }. { $name } covers and sees what is due on your list.
