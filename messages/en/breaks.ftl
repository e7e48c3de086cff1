# Short breaks in the words that families and practitioners share: stays, totals, rules. No number is worded as a limit.
breaks-basis-section-17-6 = Help to a child in need (section 17(6))
breaks-basis-section-17-6-means = Your child is not looked after by the council. The breaks stand in the support plan, and we look at them together with you.
breaks-basis-section-20-light = Section 20, with the light rules for short breaks
breaks-basis-section-20-light-means = The council gives your child a place to stay, because you agree. For a longer stay the law calls this looked after. Nothing changes in your rights as a parent. The rules are light, because your child goes home after each stay.
breaks-basis-section-20-full = Section 20, with all the rules for looked-after children
breaks-basis-section-20-full-means = The council gives your child a place to stay, because you agree. All the rules for children who are looked after apply to the stays. Nothing changes in your rights as a parent.
breaks-basis-other = Something else, such as a direct payment or health care
breaks-basis-other-means = The days are listed here and not counted for these rules.

breaks-rule = The rule: { $rule }.
breaks-count-unverified = unverified
breaks-count-doubt = How a part of a day counts was not read. We count each day of which any part is spent away.
breaks-count-nothing = There are no days to count here. Only stays under section 20 are counted.
breaks-count-lead = We count the days because the law asks which rules apply. No number here limits the breaks that your family may have.
breaks-count-longest = The longest time away without going home is { $most }, from { $from } to { $until }.
breaks-count-within = In the { $months } months up to today your child has been away for { $today }. With all that is booked, the most in any { $months } months is { $most }, from { $from } to { $until }.
breaks-count-within-number = Up to { $limit } days the light rules can apply. After that other rules do.
breaks-count-passed = From { $date } it is more than { $limit } days, so other rules apply.

breaks-cause-longest = The stay is { $number } days long. After { $limit } days without going home, other rules apply.
breaks-cause-within = It comes to { $number } days away in { $months } months. After { $limit } days, other rules apply.
breaks-cause-within-all = All the breaks together come to { $number } days away in { $months } months. After { $limit } days, other rules apply.
breaks-cause-several-places = The breaks are in more than one place or with more than one carer. The light rules are for one.
breaks-cause-decided = It was decided together.

breaks-change-from = From the stay that begins on { $date }, other rules apply. The stay can go ahead.
breaks-change-not-a-limit = This does not limit the breaks. It does not mean that anyone has done anything wrong. It only changes which rules we must keep.
breaks-change-why = Why
breaks-change-what = What changes for you
breaks-change-plan = There is a full care plan. We make it with you and your child.
breaks-change-reviewer = An independent reviewing officer watches over the plan and asks what your child wants.
breaks-change-visits = Someone visits your child where they stay, more often than before.
breaks-change-reviews = We meet more often to look at the plan. You and your child take part.
breaks-change-same = What stays the same
breaks-change-same-parents = You are the parents, with all your rights. You decide about your child.
breaks-change-same-home = Your child’s home is with you. The stays begin and end as we agreed.
breaks-change-same-end = You can end the stays at any time. Tell us, and your child comes home.
breaks-change-same-help = All the other help in your plan goes on.
breaks-change-same-doubt = We wrote these points from what is well known. They were not checked against the words of the law.
breaks-change-choose = What you can choose
breaks-change-choose-words = You can have the stay as it is. You can also choose other days or a shorter stay, if that suits you better. Talk to us first if you are not sure.

breaks-overseen-plan-agreed = The plan for the breaks was agreed
breaks-overseen-visited = Your child was visited during a stay
breaks-overseen-reviewed = The breaks were looked at together
breaks-overseen-reviewer-named = An independent reviewing officer was named

stay-when = From { $from } until { $until }
stay-days = { $number ->
    [one] { $number } day
   *[other] { $number } days
}
stay-stands-missed = Did not come
stay-stands-cancelled = Called off
stay-stands-held = Took place
stay-stands-booked = Booked
stay-stands-now = Going on now
stay-stands-to-confirm = Over, not confirmed yet
stay-cancelled-by-child = Your child did not want it
stay-cancelled-by-family = The family called it off
stay-cancelled-by-provider = The provider called it off
stay-cancelled-by-us = We called it off
stay-looked-after = For this stay, the law counts your child as looked after, because it is longer than a day and a night. Your rights as parents stay as they are. This point was not checked against the words of the law.
