# What was said about one child over time. Whoever decides whether a child needs protecting reads it, and nobody else.

over-time-link = What was said about this child over time
over-time-title = What was said about this child over time
over-time-lead = Raised concerns, contacts with the front door, and what agencies answered, from all agencies, oldest first. That you read it is on the record.
over-time-no-score = This is no score. How much stands here says nothing by itself: a child about whom many people speak may be safe, and one about whom nobody speaks may not be. Read what was said.
over-time-agency = Agency
over-time-all = All
over-time-choose = Show
over-time-nobody-of-an-agency = Nobody of an agency
over-time-line = { $what }: { $agency }
over-time-concern = A concern was raised
over-time-contact = A contact with the front door
over-time-answer = An agency answered
over-time-waits = Not answered yet
over-time-answered = Answered in writing
over-time-discussion = A strategy discussion
over-time-set-aside = It was not borne out, and its words are out of view. Whoever decides a new concern opens them with a reason.
