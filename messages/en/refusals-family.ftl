# What to do when a family's form is refused. Shared refusals stand in the files of the other groups.
refusal-reason-missing = Choose why. Each answer is fine
refusal-not-theirs = Only the young person who asked can take this request back
