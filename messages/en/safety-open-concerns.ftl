# What the manager who confirms a route or names an assessor is shown of what is open at the front door. Nobody else reads this.

open-concerns-heading = Open at the front door
open-concerns-none = Nothing about this child is open at the front door today, and no enquiry is. What is closed is not looked at.
open-concerns-enquiries = A strategy discussion or enquiries are open. What led to them was raised on { $date }.
open-concerns-raised = Something about this child is open. It was raised on { $date }.
open-concerns-ring = Ring { $who } on { $number } before you decide. The request goes on, and so does the help.
open-concerns-only-you = Only you see this. Do not write of it here: the family reads your reasons, and neither they nor the navigator have been told.
