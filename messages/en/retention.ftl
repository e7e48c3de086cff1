# Keeping and destroying records, for administrators.
navigation-retention = Keeping records
retention-title = Keeping and destroying records
retention-lead = A record is kept as long as the schedule says, and longer while something about it is open or somebody asked for a hold. What is still kept is not listed here.
retention-over = Records that nothing keeps any longer
retention-over-nothing = There is none today.
retention-how = Destroying a record takes the service's operator: the running service holds keys in memory. Give them the record as it stands here, for "alongside retention erase".
retention-record = Record
retention-reference = Reference
retention-since = Not kept since
retention-rule = Rule
retention-holds = Holds that stand
retention-holds-nothing = No hold stands.
retention-reason = Why
retention-by = Asked for by
retention-review = Look again on
retention-review-now = Look at it now
retention-action = What you can do
retention-release = Release
retention-hold-place = Place a hold
retention-hold-title = Place a hold on a record
retention-hold-lead = While a hold stands, the record is not destroyed, whatever the schedule says. The family does not see it.
retention-hold-record = Reference or identifier of the record
retention-hold-unknown-record = There is no record with this reference. Check it, or use the identifier
retention-hold-reason = Why the record must be kept
retention-hold-by = Who asked for it, by name
retention-hold-review = When somebody looks again at whether it is still needed
retention-release-title = Release a hold
retention-release-reason = Why the record need not be kept any longer
retention-release-by = Who decided so, by name
retention-release-submit = Release the hold
retention-destroyed = Records that were destroyed
retention-destroyed-nothing = None was destroyed.
retention-what = What is left
retention-entries = { $number ->
    [one] One entry, unreadable
   *[other] { $number } entries, unreadable
}
retention-decided = Decided by
retention-complete = No backup holds its key after
