# Telling somebody that a person is not safe: what anybody reads. Reading age 9 to 11.
ring-label = Numbers to ring
ring-emergency = If someone is in danger now, ring
ring-number = To talk to { $who } at any time, ring

tell-send = Send this now
tell-who-does-not = Nobody in your family can see what you write here. It does not go on your page or in your letters.
tell-sent-title = We have what you sent
tell-sent-next = What happens now
tell-sent-where = It has gone to the people who keep children safe. It is on their list now.
tell-sent-seen-by = Somebody should read it by { $time }. If nobody has by then, it goes on to { $others } and to a manager.
tell-sent-reach = If you said how to reach you, we will use only that. We may ask you one more thing.
tell-sent-cannot-wait = If it cannot wait
tell-sent-private = Who can see it
tell-sent-no-trace = Nobody in your family can see that you sent this. It is not on any page of yours. If you share this phone or computer, use “Exit this page” and clear the page from its history.
tell-sent-again = Tell us something more

not-sent-too-old = It was not sent yet: this page had been open a long time. Your words are still here. Send them again. If it does not work, ring { $number }
not-sent-too-large = It was not sent: it was more than we can take at once. Ring { $number }, or send a shorter text
not-sent-broken = It was not sent: something went wrong on our side. Your words are still here. Ring { $number } now, or try again
text-too-long = This is { $length } characters long. The most we can keep here is { $limit }. Shorten it

somebody = Somebody
how-long-minutes = { $number ->
    [0] less than a minute
    [one] 1 minute
   *[other] { $number } minutes
}
how-long-hours = { $number ->
    [one] 1 hour
   *[other] { $number } hours
}
how-long-days = { $number ->
    [one] 1 day
   *[other] { $number } days
}
passed-on-service = { $name } ({ $telephone })
