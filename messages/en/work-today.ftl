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
