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
search-label = What you look for
search-hint = A name in any order, a date of birth, a reference, a telephone number, an email address or part of an address. You find what you may list; a name is also found by how it sounds, and with a typing mistake.
search-what = Where to look
search-what-people = People
search-what-texts = Words in the records you take part in
search-what-texts-hint = The family sees in its list of readers that a record was found like this.
search-column-why = Why it was found
search-why-reference = Same reference
search-why-name = Same name
search-why-sounds = Sounds like it
search-why-alike = Spelt nearly the same
search-why-birth = Same date of birth
search-why-contact = Same number or address
search-more = There may be more. Type more exactly what you look for.
search-texts-nothing = These words do not stand together in any part that you may read, in a record you take part in.
search-texts-read = All of your words stand in these places. Each record below now has this search in its list of readers.
search-texts-place = { $called }: { $section }
search-texts-written = Written { $at }.
search-hint-known = A child's name. You learn whether the child is known to this partnership, and whom to ring.
search-button = Search
search-missing = Type what you look for
search-found = What was found
search-nothing = Nothing was found. Try one name alone, or another spelling.
search-children = Children
search-requests = Requests
search-known = Known to this partnership
search-known-contact = A child with a name like this is known to this partnership. Contact { $name }, { $telephone }.
search-open-urgently = Open record { $number } urgently, with a reason
