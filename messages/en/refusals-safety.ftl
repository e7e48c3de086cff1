# Why something about a concern was not done, and what to do.
refusal-already-raised = This was taken already, and nothing was lost. Open the first page to go on.
refusal-nothing-noticed = Say what you saw, heard or noticed. One word is enough
refusal-no-such-concern = There is no such concern. Go back to the front door’s list.
refusal-already-seen = Somebody has seen it already. Their name is below.
refusal-already-escalated = It was passed on already. Nothing more is to do for that.
refusal-nobody-named = Sign in first: a named person decides about telling.
refusal-review-in-past = The day to look again lies in the past. Write today or a later day
