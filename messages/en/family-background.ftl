# What a family chooses to tell, so that it can be counted whether families are treated alike.
family-background-title = Help us check that we are fair
family-background-lead = Three short questions. You can skip them. They do not change the help you get.
family-background-link = Answer or change them
family-background-button = Keep my answers
family-background-kept = Thank you. We have kept what you chose. You can change it here at any time, or take it back.
family-background-why = We count this to see if any families are treated less well. The people who decide about your help do not see it.
family-background-tenth = All areas of England are put into ten groups, from 1 (the poorest) to 10. We have noted that you live in group { $tenth }. You can ask us to take that out.
family-reads-page-background = Your answers about fairness
family-reads-page-family-background = Your answers about fairness
