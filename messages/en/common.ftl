# Words that every page shares.
product-name = Alongside
service-name = Support for disabled children
error = Error
problem-title = There is a problem
easy-read-lead = In short:
why-we-ask = Why we ask
date-day = Day
date-month = Month
date-year = Year

notice-tag = Please note

navigation-menu = Menu
navigation-label = Service
navigation-today = Today
navigation-requests = Requests
navigation-children = Children
navigation-front-door = Front door
navigation-search = Search
navigation-raise-concern = Raise a concern
navigation-sign-out = Sign out
navigation-family = Your page
navigation-family-record = What is written
navigation-family-plan = Decisions and plan
navigation-family-letters = Letters
navigation-family-challenge = If you do not agree
navigation-family-reads = Who has looked

safety-line-label = If someone is not safe
safety-line = If someone is being hurt or is not safe now: ring { $emergency }, or { $number } ({ $hours }).
safety-line-link = Or tell us here

footer-title = About this service
footer-accessibility = Accessibility
footer-privacy = Privacy
footer-protocol = How we work
footer-practitioners = Practitioners: sign in
