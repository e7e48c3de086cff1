# What a statutory return says of a child who is helped or lives away from home, and who the child is for returns.

returned-title-help = What the census says of this help
returned-title-looked-after = What the return on looked after children says
returned-link-help = What the census says
returned-link-looked-after = What the yearly return says
returned-lead-help = Each April the authority tells the Department for Education of every child who was in need in the year. This is what it would say of this help as the record stands today. A name is not in it. Nothing of contacts, enquiries or protection plans is on this page, whether or not there are any.
returned-lead-looked-after = Each April the authority tells the Department for Education of every child who was looked after in the year. This is what it would say as the record stands today. A name is not in it. What no record here holds is empty.
returned-no-identifier = The authority’s own identifier of this child is not recorded. Without it no return can name the child: write it below.
returned-nothing = Nothing of this record is in the return of { $year }.
returned-finding = Rule { $rule } ({ $path }): { $why }
returned-identity = Who the child is, for returns
returned-identity-lead = Each stands in returns because somebody recorded it. None follows from anything else. What you leave empty stays empty.
