# What the manager who confirms a route or names an assessor is shown of open enquiries and concerns. Nobody else reads this.

open-concerns-heading = Open enquiries and concerns
open-concerns-none = No enquiry and no concern about this child is open today. What is closed is not looked at.
open-concerns-enquiries = A strategy discussion or enquiries are open. The concern was raised on { $date }.
open-concerns-raised = A concern is open. It was raised on { $date }.
open-concerns-ring = Ring { $who } on { $number } before you decide. The request goes on, and so does the help.
open-concerns-only-you = Only you see this. Do not write of it here: the family reads your reasons, and neither they nor the navigator have been told.
