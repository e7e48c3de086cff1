# Statutory returns, for those who check them. No family reads these pages.
navigation-returns = Returns

returns-kind-cin = Children in need census { $year }
returns-kind-ssda903 = SSDA903 { $year }
returns-title = Statutory returns
returns-lead = Check a return months before it is due, share out what was found, and keep what you explain for next year.
returns-check = Check a return
returns-none = No return was checked here yet.
returns-own = Yours to see to
returns-own-none = Nothing that is open is yours.
returns-own-count = { $number ->
    [one] 1 finding
   *[other] { $number } findings
}
returns-checked = Returns that were checked

returns-head-return = Return
returns-head-checked = Checked on
returns-head-children = Children
returns-head-errors = Errors
returns-head-queries = Queries
returns-head-others = Other findings
returns-head-open = Not explained
returns-head-explained = Explained
returns-head-rule = Rule
returns-head-severity = Severity
returns-head-says = What the rule says
returns-head-times = Times found
returns-head-times-among = Findings for each 100 children
returns-head-before = Last year
returns-head-child = Child
returns-head-reason = Why
returns-head-year = Year
returns-head-by = By
returns-head-what = What was checked
returns-head-tick = Tick
returns-head-place = Where
returns-head-path = Element
returns-head-file = File
returns-head-since = First found on
returns-head-why = Why
returns-head-state = State
returns-head-who = Who sees to it

returns-severity-error = Error
returns-severity-query = Query
returns-severity-integrity = Between files
returns-severity-unknown = Severity not known
returns-schema = Schema
returns-schema-message = The file is not as the Department’s schema has it.
returns-whole = The whole return
returns-child-unnamed = A child without an identifier
returns-child-and-others = { $child } and others, { $number } times

returns-new-title = Check a return
returns-new-files = Check files
returns-new-files-lead = Choose the XML file of a children in need census, or the CSV files of an SSDA903. Which return and which year it is, is read from the files.
returns-files = Files of the return
returns-files-hint = You can choose several at once. Up to { $most } MB together. A larger file can be checked with “alongside return validate” on your own machine.
returns-last = Last year’s files
returns-last-hint = For an SSDA903 only, and only if you have them. Some rules compare with last year.
returns-year = Year
returns-year-hint = Leave this empty, unless the files do not say which year they are.
returns-new-button = Check these files
returns-forgotten-title = What is kept
returns-forgotten = The files are held in memory while they are checked, and then forgotten. What is kept is what the rules found: the rule, the child’s identifier in the return, the line, and the values that the rule compared. A file that cannot be read to its end leaves nothing here.
returns-new-build = Check what the record says
returns-new-build-lead = This makes the children in need census from the record as it stands today and checks it. It can take a minute. The file itself is made with “alongside return build cin”.
returns-build-year = Year
returns-build-button = Make it and check it
returns-choose-files = Choose the files of the return
returns-choose-year = Choose a year
returns-neither = This is neither a census (XML) nor a file of the SSDA903 (CSV with the columns’ names in the first line). Nothing of it was kept. Choose another file
returns-one-file = A census is one file. Choose that file alone
returns-unreadable = The file cannot be read, and nothing of it was kept. { $why }
returns-too-large = The files are larger than { $most } MB together. Nothing of them was kept. Check them with “alongside return validate”

returns-summary-uploaded = Files were checked on { $date } by { $name }. The files were not kept.
returns-summary-built = What the record says was checked on { $date } by { $name }.
returns-see-findings = See the findings
returns-check-again = Check it again
returns-figures = Figures
returns-figure-children = Children
returns-figure-with-findings = Children with findings
returns-figure-error = Errors
returns-figure-integrity = Findings between files
returns-figure-query = Queries
returns-figure-unknown = Findings of severity not known
returns-figure-explained = Explained
returns-figure-unassigned = Not explained, and nobody sees to them
returns-figure-asked = Rules that were asked
returns-show-these = findings: show them
returns-before = (last year: { $number })
returns-not-all-kept = { $found } findings were counted, and { $kept } of them stand in the list: at most { $most } are kept one by one, errors first. Put right what is most frequent, and check again.
returns-rules = Findings by rule
returns-rules-none = No rule found anything.
returns-not-known = not known
returns-no-year-before = The return of the year before was not checked here, so nothing is compared with it. Check last year’s file to see it beside this one.
returns-gone = Found last year and not now: { $rules }.
returns-gone-rule = { $rule } ({ $number })
returns-not-asked = Rules that could not be asked
returns-not-asked-none = Every rule was asked of every child.
returns-not-asked-lead = Nobody has cleared these. Each stands with the reason.
returns-not-asked-beyond = { $number ->
    [one] Once more a rule could not be asked; it is counted only.
   *[other] { $number } times more a rule could not be asked; they are counted only.
}
returns-years = Years together
returns-years-chart = Findings for each 100 children, by year
returns-years-how = Each line ends at the findings for each 100 children of that year, rounded up.
returns-years-one = One year alone was checked here. Check the files of earlier years to see them together.
returns-checks = Each time it was checked
returns-from-record = What the record said

returns-children-title = Children with findings
returns-children-count = { $number ->
    [0] No finding is of a single child.
    [one] 1 child has findings.
   *[other] { $number } children have findings. Those with most that is not explained stand first.
}
returns-children-more = { $number ->
    [one] 1 child more has findings. Find a child by the identifier above.
   *[other] { $number } children more have findings. Find a child by the identifier above.
}
returns-child-find = Find a child by the identifier in the return
returns-child-find-button = Find
returns-child-not-found = No finding is of a child with this identifier. Check how it is written in the return.

returns-findings-title = Findings
returns-findings-count = { $number } of { $total } findings are shown.
returns-all = All
returns-who-me = Me
returns-who-nobody = Nobody
returns-state-open = Not explained
returns-state-explained = Explained
returns-sort = In order of
returns-sort-file = Place in the file
returns-sort-rule = Rule
returns-sort-child = Child
returns-sort-severity = Severity
returns-show = Show
returns-of-child = Child { $child } alone is shown.
returns-of-every-child = Show every child
returns-place = line { $line }, column { $column }
returns-tick = Rule { $rule }, child { $child }
returns-tick-all = All { $number } that this choice shows, on every page of it
returns-ticked = With those that are ticked
returns-assign-to = Who sees to them
returns-assign-button = Give them to this person
returns-choose-person = Choose who sees to it, or nobody
returns-explanation = Explanation
returns-explanation-hint = Say why it is right as it stands. It is kept for next year. Do not write anybody’s name.
returns-explain-button = Explain them with these words

returns-finding-title = Finding of rule { $rule }
returns-nothing-there = Nothing is there
returns-all-of-child = All findings of this child
returns-all-of-rule = All findings of this rule
returns-open-census = Open what the census says, in this child’s record
returns-last-year = What was explained in { $year }
returns-explained-by = Explained by { $name } on { $date }
returns-explanation-title = Explanation
returns-not-explained = Nobody has explained it.
returns-explanation-starts = It begins with what was explained before. Change it if it is not true of these values.
returns-explain-one-button = Mark as explained
returns-withdraw-button = Take the explanation back
returns-assigned = { $name } sees to it.
returns-assigned-nobody = Nobody sees to it yet.
returns-assign-one-button = Give it to this person
returns-history = What was done
returns-step-assigned = { $name } gave it to { $to } on { $date }.
returns-step-given-back = { $name } gave it back on { $date }.
returns-step-explained = { $name } explained it on { $date }:
returns-step-withdrawn = { $name } took the explanation back on { $date }.
