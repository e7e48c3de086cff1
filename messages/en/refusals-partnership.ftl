# Why something about the partnership itself was not done, and what to do. Read by those who run the service.
refusal-already-founded = This partnership has begun already. Add people and agencies to it
refusal-already-published = This version of the protocol is published already. Give a changed one a new version
refusal-confirmed-in-future = This day has not come yet. Write the day on which it was read
refusal-in-future = This lies in the future. Write the day or the time at which it happened
refusal-manager-not-qualified = Whoever confirms this must be a qualified social worker. Ask one to do it
refusal-reader-missing = Write the name of the person who read it
refusal-source-missing = Write what was read: which document, and of which date
refusal-training-expires-first = The training would end before it was completed. Check both dates
refusal-training-in-future = The training lies in the future. Record it once it is completed
refusal-unknown-agency = No agency of this name belongs to the partnership. Add it first
refusal-unknown-clause = There is no clause of this name. Open it from the list of editions
refusal-unknown-practitioner = Nobody of this name works here. Let them join first
refusal-team-too-long = The team's name is too long. Give a name that fits beside its figures
