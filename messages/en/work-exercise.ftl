# Invented requests, read twice a year to see how alike people decide.
exercise-title = Invented requests
exercise-link = Invented requests to read: { $left }
exercise-lead = Twice a year everybody who reads requests answers the same few. Nobody in them exists. Your answers are counted with those of others, and nobody is shown yours.
exercise-left = Left in this half of the year: { $left }.
exercise-done = Thank you. There is nothing left. The next ones come on { $next }.
exercise-answer = What should happen first?
exercise-answer-hint = Answer as you would on a working day. There is no right answer.
exercise-button = Answer
refusal-vignette-nobody = Sign in again, then answer
refusal-vignette-unknown = This invented request is no longer asked. Load the page again
refusal-vignette-no-answer = Choose what should happen first
refusal-vignette-answered = You have answered this one. Load the page again for the next
measures-vignettes-title = The same request with and without words about disability
measures-vignettes-lead = Practitioners answer invented requests twice a year, once with the words that tell of a disability and once without. Nobody reads both together.
measures-vignettes-few = Pairs of answers: { $pairs }. There are too few to say more.
measures-vignettes-found = Pairs of answers: { $pairs }. Passed to safeguarding with those words: { $with }; without them: { $without }. If the words made no difference, a result at least so uneven would have this probability: { $chance } (McNemar, exact).
