# The letters before, after and beside an assessment: the questions in advance, a date that was missed, a review, the end.
letter-late-subject = We are late with { $called }’s support. We are sorry.
letter-late-lead = { $number ->
    [one] We gave you a date, and we did not keep it. It is our fault, not yours.
   *[other] We gave you { $number } dates, and we did not keep them. It is our fault, not yours.
}
letter-late-what = What we have not done
letter-late-due = We said that we would do it by { $date }.
letter-late-rule = The rule is { $rule }.
letter-late-promise = This is our own promise.
letter-late-unverified = We have not yet checked this rule against its text.
letter-late-still = We must still do it. Your help goes on, and so does everything else.
letter-late-can = What you can do now
letter-late-ring = Ring { $name } on { $telephone }, and ask when it will be done.

letter-pack-subject = What we would like to talk about with you and { $called }
letter-pack-lead = { $name } would like to talk with you about what { $called } and your family need. These are the things we would like to ask. You have them now, so that you have time to think.
letter-pack-visit = { $name } would like to meet you on { $date }, { $place }. If another day or another place is better, tell us.
letter-pack-no-visit = Tell us where and when you would like to meet. It can be at home, at school, by video or somewhere else.
letter-pack-questions = What we would like to ask about
letter-pack-skip = You can leave out any question. That never counts against you.
letter-pack-reports = If somebody has written it down before, you can give us that in place of an answer.
letter-pack-child = How { $called } can tell us
letter-pack-child-ways = { $called } can tell us in their own way: by talking, signs, pictures, a device, drawing, photos, or by showing us. Tell us what works, and who knows { $called } well.
letter-pack-child-choice = { $called } can have somebody there, or talk to us alone if { $called } wants to.
letter-pack-rights = What you can do
letter-pack-right-someone = You can have someone with you: a friend, a supporter or an advocate.
letter-pack-right-format = You can have this letter in another way: large print, easy read, read out, or in another language.
letter-pack-right-words = You can write, draw, record or send us your own words before we meet.

letter-review-subject = How the help for { $called } is working
letter-review-continues = We looked at the help together on { $date }. It goes on as it is.
letter-review-changes = We looked at the help together on { $date }. These things change:
letter-review-why = Why
letter-review-reduced = Less of this help is given from { $date }. Until then nothing changes, so that you have time to challenge it.
letter-review-next-on = We ask you again by { $date } whether the help works. You can ask us sooner, at any time.

letter-closing-subject = The help for { $called } from us ends
letter-closing-ends = The help ends on { $date }.
letter-closing-agreed = You told us that you agree.
letter-closing-not-agreed = You have not told us that you agree. If you do not, tell us. What you say stands in the record, beside our reasons.
letter-closing-why = Why
letter-closing-back = If you need help again
letter-closing-back-lead = You can ask for help again at any time, by telephone, on paper or on our pages. Asking again never counts against you.
letter-closing-back-no-proof = You do not have to prove again what we know already. We start from what is written.
letter-closing-record = You can still read the record, and ask for a copy of it.
