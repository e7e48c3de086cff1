# Why a hold cannot be placed or released, and why a record cannot be destroyed.
refusal-hold-reason-missing = Say why the record must be kept, or why it need not be any longer
refusal-hold-reason-long = Say why in 2,000 characters or fewer. What is longer belongs to the lawyers' own file
refusal-hold-name-missing = Say who asked for it, by name
refusal-hold-review-past = Choose a day in the future on which somebody looks at the hold again
refusal-hold-placed = There is such a hold already. Look at the list
refusal-hold-unknown = There is no such hold. Look at the list of holds
refusal-hold-released = The hold was released already. Nothing is left to do
refusal-destroy-no-rule = The schedule has no rule for this record, so it is kept. Add a rule to the schedule first
refusal-destroy-end-not-known = It is not known when the rule ends, so the record is kept. Find out the day that is missing first
refusal-destroy-still-kept = A rule of the schedule still keeps this record. Wait until it stands in the list of records that nothing keeps
refusal-destroy-still-needed = Something about this record is still open, or another record must be kept with it. Wait until that is over
refusal-destroy-held = A legal hold stands on this record. Release the hold first, if whoever asked for it agrees
refusal-destroy-name-missing = Say who decides, by name
refusal-destroyed-already = The record was destroyed already. Its proof is in the list
refusal-destroy-backup-age = Give the greatest age of a backup of the keys as a number of days
