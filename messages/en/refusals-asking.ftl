# Why a request could not be received or entered, and what to do.
refusal-already-received = This request has reached us already. It was counted once, and you need not send it again.
refusal-received-in-future = A request cannot have reached us in the future. Put the day and the time right: the clocks run from when it truly came.
refusal-nothing-asked = Say what would help. A few words are enough, and everything else can be left out.
refusal-entered-by-page = Choose how the request reached us: by telephone, on paper, in person or by signed video.
