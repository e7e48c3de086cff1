# Trying a draft on the partnership's own records.
navigation-what-if = What if
what-if-title = What would a draft change?
what-if-lead = Lay a draft protocol, or draft guidance, beside the rules in force and take every record of this partnership through both. The answer says who would take another route, which dates change, what becomes late, and hours of work.
what-if-numbers = Nothing here changes any record. The answer holds counts only, as of today, and small numbers are hidden.
what-if-shipped = A protocol that comes with this service
what-if-shipped-hint = Leave it as it is to keep the protocol in force, or to write a draft below.
what-if-in-force = None: { $name }, version { $version }, is in force
what-if-text-protocol = Or the text of a draft protocol
what-if-text-protocol-hint = Paste the whole file. It may be based on another: based_on = "default".
what-if-text-guidance = The text of draft guidance
what-if-text-guidance-hint = Only what would be different: a [[clock]] with the same id stands in place of the one there is, in all its versions.
what-if-text-assumptions = What work is assumed to take
what-if-text-assumptions-hint = In minutes: low, central and high. Change it to your own values and sources. The answer prints all of it.
what-if-assumptions-shipped = What comes with this service is “{ $name }”, version { $version }, of { $date }.
what-if-button = Try it
what-if-no-draft = Choose a protocol, or write the text of a draft
what-if-one-protocol = Choose a protocol or write one, not both
what-if-no-such-protocol = Choose a protocol from the list
what-if-too-long = The text is longer than { $most } kilobytes. Shorten it, or use the command line
what-if-another-runs = Another draft is being tried. Wait until it is done, then try again
what-if-does-not-fit = The protocol in force does not fit this draft guidance. Write a draft protocol that does
what-if-line = { $file }, line { $line }:
what-if-more-mistakes = { $count ->
    [one] There is one more mistake
   *[other] There are { $count } more mistakes
 }
what-if-mistakes = Every mistake in its line
what-if-trials = What was tried
what-if-trials-kept = The last few are kept until the service starts again. Download what you want to keep.
what-if-trial = What “{ $name }”, version { $version }, would change
what-if-state-running = running
what-if-state-failed = could not be finished
what-if-state-done = done
what-if-running = Records read so far: { $records }. This can take some minutes in a large partnership. You can leave this page and come back.
what-if-look-again = Look again
what-if-failed = This could not be finished. Nothing was changed. Try it again, and tell whoever runs this service when it fails once more.
what-if-changes-nothing = Nothing was changed in any record.
what-if-download-markdown = Download to read (Markdown)
what-if-download-json = Download the numbers (JSON)
what-if-download-csv = Download the numbers (CSV)
what-if-same-file = The command “alongside what-if” gives the same files, byte for byte, from the same records with --today { $day } when the draft is called draft.toml and draft guidance draft-guidance/draft.toml.
