# What each person of a family is owed beside the others.
children-agreed-title = A young person who asks for themselves
children-agreed-lead = Nothing of a young person's own request is written where a parent reads it, until the young person agrees. Ask them, and record what they said.
children-agreed-owned = This record is the young person's own. No parent can join it yet.
children-agreed-how = What did the young person say, and to whom?
children-agreed-button = They agree that those who care for them read along
children-agreed-given = The young person agreed. { $name } recorded it on { $date }.
children-withheld = Kept from everybody else of the family
children-withhold = Keep how { $name } is reached from everybody else of the family
