# A day for somebody's own calendar. It may be read by others, so it says nothing of what it is about.
calendar-appointment = Appointment
calendar-described = Time: { $time }. Nothing else stands here, because others may read this calendar.
calendar-nothing-else = Nothing else stands here, because others may read this calendar.
calendar-add = Add to my calendar
