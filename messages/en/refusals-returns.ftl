# Codes for the census, and what returns said.

refusal-code-not-a-manager = A code that says harm is recorded by a social-work-qualified manager. Ask yours to record it.
refusal-code-needs-fact = Say which recorded fact says so: where it stands in the record, and on which day.
refusal-code-needs-why = Say why the code is true.
refusal-code-needs-telling = Say whether the person whom it is about has been told. If telling is not safe, say why.
refusal-history-other-authority = These returns are of another authority. Check which file it is.
