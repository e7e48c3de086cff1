# The documents of the partnership: anybody may read them.

documents-title = Arrangements, reports and agreements
documents-lead = What the partnership has published: each with its version, its owner, who signed it off, and the day on which it was published.
documents-arrangements = The safeguarding arrangements
documents-yearly-report = The yearly report
documents-sharing-agreement = Agreements on sharing information
documents-none = None is published here yet.
documents-version = Version
documents-owner = Owner
documents-signed = Signed off
documents-signed-line = { $agency }: { $by }, { $date }
documents-published-on = Published
documents-from = In force from
documents-says = What it says
documents-where = Read it
documents-link = Read { $title }
documents-ask = Ask the owner for it
documents-earlier = Earlier versions
documents-earlier-line = { $version }, published on { $date }
documents-due = What comes next
documents-due-line = { $what } By { $date }
documents-due-line-open = { $what }
documents-due-because = { $clause }
documents-new = Publish a document
documents-protocol-link = The local protocol
protocol-documents-link = Arrangements, yearly report and agreements on sharing
