# The family and network of a child. Practitioners read it; nothing here is on a family’s page.

protection-network-title = Write down the family and network
protection-network-lead = Who belongs to this child, what they are to the child and where they live. Each version stays; the latest stands. No family page shows this list. Write it so that each of them could read it one day.
protection-network-send = Save
protection-did-network = The family and network were written down
chronology-network-written = The family and network were written down

protection-network-link = Family and network
protection-network-page-title = Family and network
protection-network-as-of = As it was written down on { $date }.
protection-network-on = How it was on
protection-network-show = Show
protection-network-how = Each line is one generation, the oldest first; lines lead from parents to children. A double frame is this child. A broken frame is somebody who lives in another home. The list below says the same.
protection-network-image = The family
protection-network-homes = Who lives where
protection-network-home = { $home }: { $names }
protection-network-home-unknown = Home not known
protection-network-unborn = Not born yet
protection-network-expected = expected on { $date }
protection-network-born = born on { $date }
protection-network-since = since { $date }
protection-network-until = until { $date }
protection-network-list = Everybody, on { $date }
protection-network-column-name = Name
protection-network-column-relation = To the child
protection-network-around = Around this child
protection-network-around-how = Each line says how it is between the child and whoever stands at its end. Whoever nobody has said it of is left out here. The list below says the same.
protection-network-column-tie = How it is
protection-network-column-born = Born
protection-network-column-responsible = Parental responsibility
protection-network-column-home = Home
protection-network-column-words = What they can do, or what to know
