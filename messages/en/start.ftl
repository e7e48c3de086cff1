# The first page, and what the service says of itself.
start-title = Ask for support for a disabled child and their family
start-lead = Tell { $authority } what would help. We will write back to say what happens next, by when, and who will talk to you.
start-point-no-diagnosis = You do not need a diagnosis.
start-point-no-account = You do not need an account, and you can stop and come back.
start-point-words = Use your own words. There are no wrong answers.
start-point-not-checked = Asking for help is not a sign that anyone has done anything wrong, and we do not treat it as one.
start-ask = Ask for support
start-return = Come back with your code
start-talk-title = Would you rather talk to somebody?
start-talk = Ring { $name } on { $telephone } ({ $hours }). You can ask by telephone, on paper, in person, or by a video in British Sign Language. It all counts the same from the day we get it.

accessibility-title = Accessibility
accessibility-1 = Everything here works without scripts, with a keyboard, with a screen reader, on a phone, and enlarged to 400%.
accessibility-2 = Every page is checked by machine against the Web Content Accessibility Guidelines 2.2, level AA, with no known failures. No outside audit has been made yet.
accessibility-3 = If something here does not work for you, ring us. We will put it right or find another way, and the clocks on your request run all the same.
accessibility-4 = If you are not happy with the answer, the Equality Advisory and Support Service can help you.

privacy-title = Privacy
privacy-1 = We keep what you tell us so that we can answer your request for support, and so that you can read what was decided and why.
privacy-2 = Only people who work with your request can read it. Each time somebody opens your child's record, their name, their part and their reason are written down, and you can see that list.
privacy-3 = You choose which way of reaching you is safe. We use only that way.
privacy-4 = You can ask for what is wrong to be corrected. What you say stands beside the text, and is answered.
privacy-5 = Some things are kept from a page for a while when the law says that telling could put somebody in danger (Data Protection Act 2018, Schedule 3). A named person decides that, and looks at it again.
privacy-6 = We use one cookie, which keeps your place while you are here. Nothing here is sent to anybody else's website.

protocol-versions = Every version that was published
protocol-version = Version
protocol-file = Protocol
protocol-from = In force from
protocol-checks = What it does and does not meet
protocol-checks-lead = Law and guidance say what a local protocol must do. Here is each question, and how this protocol answers it.
protocol-check = Check
protocol-asks = What a protocol must do
protocol-outcome = Answer
protocol-why = Why
protocol-passes = Yes
protocol-fails = No
protocol-needs-partnership = Only the partnership can say
protocol-not-applicable = Not asked by this edition
