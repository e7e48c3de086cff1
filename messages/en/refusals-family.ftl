# What to do when a family's form is refused. Shared refusals stand in the files of the other groups.
refusal-reason-unknown = Choose one of the answers, or leave this out
refusal-not-theirs = Only the young person who asked can take this request back
