//! What is known of a child's living away from home, as the lists ask for it.

use jiff::civil::Date;

/// What is known of one child.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Care {
    /// The authority's identifier of the child.
    pub child: String,
    /// Each stretch with one legal footing in one home, oldest first. Codes are those of the return on children looked after.
    pub episodes: Vec<Episode>,
    /// The days of reviews.
    pub reviews: Vec<Date>,
    /// The days on which the child's health was looked at.
    pub health: Vec<Date>,
    /// The days on which the child was found missing.
    pub missing: Vec<Date>,
    /// The days from which the child was away without agreement.
    pub away: Vec<Date>,
}

/// A stretch with one legal footing in one home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    /// From this day.
    pub from: Date,
    /// Until this day; open where it goes on.
    pub until: Option<Date>,
    /// Whether being looked after began with it.
    pub began: bool,
    /// Whether the home is another than before.
    pub moved: bool,
    /// The legal footing.
    pub legal: String,
    /// The main reason for being looked after.
    pub need: String,
    /// The kind of home.
    pub place: String,
    /// Who provides it.
    pub provider: String,
    /// Why being looked after ended with it.
    pub ended: Option<String>,
}

/// One time of being looked after, as it stood on a day.
pub struct Spell<'a> {
    episodes: &'a [Episode],
    to: Date,
}

impl Care {
    /// Each time of being looked after that had begun by a day.
    pub fn spells(&self, to: Date) -> Vec<Spell<'_>> {
        let seen = self.episodes.iter().take_while(|episode| episode.from <= to).count();
        let begun = self.episodes[..seen].iter().enumerate().filter(|(_, episode)| episode.began);
        let mut starts: Vec<usize> = begun.map(|(at, _)| at).collect();
        starts.push(seen);
        let spells = starts.windows(2).filter_map(|ends| {
            let [first, next] = ends else { return None };
            let episodes = &self.episodes[*first..*next];
            (!episodes.is_empty()).then_some(Spell { episodes, to })
        });
        spells.collect()
    }

    /// Whether the child was looked after on a day.
    pub fn on(&self, day: Date) -> bool {
        self.spells(day).last().is_some_and(|spell| spell.ended().is_none())
    }

    /// How many homes the child had after a day and up to another.
    pub fn homes(&self, after: Date, to: Date) -> usize {
        let within = self.episodes.iter().filter(|episode| episode.from <= to);
        let mut homes: Vec<bool> = Vec::new();
        for episode in within {
            let lived = episode.until.is_none_or(|until| until > after);
            match homes.last_mut() {
                Some(home) if !episode.moved && !episode.began => *home |= lived,
                _ => homes.push(lived),
            }
        }
        homes.into_iter().filter(|lived| *lived).count()
    }
}

impl<'a> Spell<'a> {
    /// Its first day.
    pub fn started(&self) -> Option<Date> {
        self.episodes.first().map(|episode| episode.from)
    }

    /// The latest stretch.
    pub fn latest(&self) -> Option<&'a Episode> {
        self.episodes.last()
    }

    /// Its last day and why it ended, if it had ended.
    pub fn ended(&self) -> Option<(Date, &'a str)> {
        let last = self.latest()?;
        let until = last.until.filter(|until| *until <= self.to)?;
        last.ended.as_deref().map(|why| (until, why))
    }

    /// Since when it is so with what stands: the first day of the latest stretches that are alike.
    pub fn since(&self, other: impl Fn(&Episode, &Episode) -> bool) -> Option<Date> {
        let mut since = self.latest()?.from;
        for pair in self.episodes.windows(2).rev() {
            let [before, after] = pair else { break };
            if other(before, after) {
                break;
            }
            since = before.from;
        }
        Some(since)
    }
}
