# Today, the list of requests, search and clauses.
today-title = Today
today-nothing = Nothing is due for you now.
today-more = These are the { $shown } most urgent of { $total }.
today-late = Late
today-due = Due today
today-upcoming = Upcoming
today-open = No limit set
today-count-late = late
today-count-due = due today
today-count-upcoming = upcoming
today-count-open = with no limit set
today-to-read = Requests to read
today-to-triage = Requests to triage
today-to-confirm = Routes to confirm
today-to-allocate = Children waiting for a lead assessor
today-count-to-read = to read
today-count-to-triage = to triage
today-count-to-confirm = to confirm
today-count-to-allocate = to allocate
today-all = { $list }: all { $number }

requests-title = Requests for support
requests-enter = Enter a request
requests-stages = Stages
requests-all = All requests
requests-count = { $number ->
    [0] There is no request here.
    [one] One request.
   *[other] { $number } requests.
}

search-title = Search
search-label = Name or reference
search-hint = A child's name, or the reference of a request. You find what you may list; a name is also found by how it sounds.
search-hint-known = A child's name. You learn whether the child is known to this partnership, and whom to ring.
search-button = Search
search-missing = Type a name or a reference
search-found = What was found
search-nothing = Nothing was found. Try one name alone, or another spelling.
search-children = Children
search-requests = Requests
search-known = Known to this partnership
search-known-contact = A child with a name like this is known to this partnership. Contact { $name }, { $telephone }.
search-open-urgently = Open record { $number } urgently, with a reason

clause-our-words = This is in our own words. The text itself is the law or the guidance.
clause-edition = Law or guidance
clause-place = Where it stands
clause-in-force = In force
clause-no-dates = In force; the first day is not recorded here
clause-from = From { $from }
clause-until = Until { $to }
clause-from-until = From { $from } until { $to }
clause-source = Where this was read
clause-verified = How well it was checked
clause-verified-primary = Read in a copy of the text itself.
clause-verified-secondary = Read in a source that repeats the text, not in the text itself. Check it before you rely on it.
clause-verified-weak = Read in a weak source only. Check it before you rely on it.
clause-verified-recalled = From general knowledge. Nobody has checked it against the text yet.
clause-doubts = What is not certain
clause-duties = What must happen because of it
clause-duty = Duty
clause-must = What must happen
clause-limit = Time limit
clause-no-limit = None is set
clause-id = Short name
