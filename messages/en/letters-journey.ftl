# The letters of the journey after the ask, to families.
letter-need-quantity = How much: { $amount }.
letter-need-ratio = How many people at once: { $ratio }.
letter-need-criterion = The rule of ours that we used: { $criterion }. It says: { $says }
letter-need-explained = What we explained first: { $explained }
letter-draft-not-necessary = We do not think that help from us is needed here.
letter-decided-not-necessary = We decided that help from us is not needed here.
letter-decision-not-necessary = { $number ->
    [one] For one need, we decided that no help is needed. We say why below.
   *[other] For { $number } needs, we decided that no help is needed. We say why below.
}
letter-plan-form = How you get it
letter-plan-money = You get { $rate } for each hour, night or journey. Here it costs { $market }. We asked: { $asked }.

letter-questions-adjustments = How we make it fit
letter-questions-not-asked = What we will not ask or do
letter-questions-privacy = What we do with what you tell us
letter-questions-privacy-words = You can read what we write, while we write it. You can say that it is wrong. We ask you before we talk to anyone else about your support, and you can see who has read it.
letter-questions-advocate-words = You can have someone to help you speak. It costs nothing: { $advocate }.
letter-not-asked-bedroom = We do not look at bedrooms. We look at a room only if you ask for help with that room.
letter-not-asked-alone = We do not need your child to be by themselves with us. We meet your child with whoever they want there.
letter-not-asked-unannounced = We do not come without telling you first.
letter-not-asked-proof = We do not ask you to prove a diagnosis or a benefit.
letter-not-asked-childhood = We do not ask how you yourselves were brought up.
letter-not-asked-relationships = We do not ask about your relationships, or what you drink or take.
letter-not-asked-police = We do not ask the police, doctors or schools about you or your other children.
letter-not-asked-money = We do not ask what you earn or owe, unless you want help with benefits.
letter-not-asked-visitors = We do not ask for the names and birth dates of people who visit you.
letter-not-asked-score = We do not score you, your home or how you bring up your child.
letter-not-asked-past = We do not look up your past with the council to hold it against you.
letter-not-asked-school = We do not blame you when school does not work for your child.

letter-visit-subject = When we meet
letter-visit-on = Day
letter-visit-time = Time
letter-visit-place = Place
letter-visit-who = Who comes
letter-visit-sooner = This is sooner than we promise. You asked for it: { $sooner }
letter-visit-change = If you want another day, another place or somebody else with you, tell us. It is no trouble.

letter-start-subject = The help has started
letter-start-is = { $what } started on { $date }.
letter-start-gap = If it does not come, tell us on your page or ring us. We count what is missed, and make up for it.

letter-gap-subject = About the help that did not come
letter-gap-sorry = We are sorry. { $what } did not come on { $date }.
letter-gap-counted = What was missed: { $missed }. What we make up for: { $made-good }.

letter-change-subject = A change to your help
letter-change-is = { $what } will change from { $date }: { $change }
letter-change-until = Until { $date } the help stays as it is.
letter-change-asked = You asked for this: { $asked }

letter-review-present = Who took part: { $present }

letter-reassess-subject = We look again at what { $called } needs
letter-reassess-lead = We start a new look at what { $called } and your family need.
letter-reassess-keeps = What you told us before stays. You do not have to say it or show it again.
letter-reassess-goes-on = Your help goes on while we do this.

