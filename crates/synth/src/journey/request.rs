//! From asking to the route.

use forms::Answer;
use guidance::Facts;
use jiff::Timestamp;
use records::Author;
use records::request::{
    self, Answered, AskerConfirmed, Channel, ChildLink, ConfirmAsker, ConfirmRoute, DecideInterimHelp,
    InterimDecided, ProposeRoute, Read, ReadRequest, Receive, Received, ReturnRoute, Route, RouteProposed,
    RouteReturned, Triage, Triaged, WhoAsks, Withdraw, Withdrawn, YesNoUnsure,
};

use super::{Journey, Reached};
use crate::error::SynthError;
use crate::family::Sheet;
use crate::founding::named;
use crate::letters;
use crate::stages::Stage;

impl Journey<'_> {
    /// Asking, reading, triage, who the asker is, the route.
    pub(super) fn ask(&mut self, until: Stage) -> Result<Reached, SynthError> {
        self.receive()?;
        if until < Stage::Read {
            return Ok(Reached::Here);
        }
        self.read_for_danger()?;
        if self.turns.care_may_fail && self.turns.interim_decided {
            self.interim()?;
        }
        if self.withdraw()? || until < Stage::Triaged {
            return Ok(Reached::Here);
        }
        let Some(at) = self.day(self.turns.response_days, 9, 40) else { return Ok(Reached::Here) };
        self.triage(at)?;
        self.background(at)?;
        if until < Stage::AskerConfirmed {
            return Ok(Reached::Here);
        }
        let Some(at) = self.day(self.turns.response_days, 11, 5) else { return Ok(Reached::Here) };
        self.confirm_asker(at)?;
        if until < Stage::Proposed {
            return Ok(Reached::Here);
        }
        self.route(until)
    }

    pub(super) fn family_author(&self) -> Author {
        Author { person: Some(self.family.asker), capacity: named("asker").ok() }
    }

    fn receive(&mut self) -> Result<(), SynthError> {
        let family = self.family;
        let by_page = self.turns.channel == Channel::Web;
        let navigator = self.team.navigator.acting("navigator")?;
        let author = if by_page { self.family_author() } else { navigator.clone() };
        let entered_at = if by_page { self.received_at } else { self.soon_after(self.received_at, 25) };
        let answers =
            family.answers(self.application.forms(), self.turns.care_may_fail, self.request_day())?;
        let received = Received {
            reference: family.reference.clone(),
            channel: self.turns.channel,
            received_at: self.received_at,
            asker: family.asks(),
            child: family.described(),
            answers,
            care_may_fail: self.turns.care_may_fail,
            entered_by: if by_page { None } else { navigator.person },
        };
        self.on_request("receive", &Receive(received), &author, entered_at)?;
        if !by_page {
            let rules = self.application.rules();
            let text = letters::receipt(family, rules, self.received_at, self.team.navigator);
            self.request_letter("receipt", text, &navigator, entered_at)?;
        }
        Ok(())
    }

    /// Some minutes later, but never later than now.
    fn soon_after(&self, at: Timestamp, minutes: i64) -> Timestamp {
        at.saturating_add(jiff::SignedDuration::from_mins(minutes)).unwrap_or(at).min(self.when.now())
    }

    fn read_for_danger(&mut self) -> Result<(), SynthError> {
        let navigator = self.team.navigator.acting("navigator")?;
        let at = self.soon_after(self.received_at, 50);
        self.reads(self.request_stream(), &navigator, "request", at)?;
        let read = Read { care_may_fail: self.turns.care_may_fail };
        self.on_request("read", &ReadRequest(read), &navigator, at)
    }

    fn interim(&mut self) -> Result<(), SynthError> {
        let navigator = self.team.navigator.acting("navigator")?;
        let at = self.soon_after(self.received_at, 130);
        let interim = &self.family.situation.interim;
        let words = if interim.is_empty() {
            "A sitter from Larkfield Short Breaks comes tonight and tomorrow night, and we ring you in the morning."
                .to_owned()
        } else {
            self.family.words(interim, "")
        };
        let decided = InterimDecided { starts: true, words, ..InterimDecided::default() };
        self.on_request("interim help", &DecideInterimHelp(decided), &navigator, at)
    }

    fn withdraw(&mut self) -> Result<bool, SynthError> {
        let Some((reason, words)) = self.turns.withdrawn else { return Ok(false) };
        let Some(at) = self.day(1, 19, 20) else { return Ok(true) };
        let withdrawn = Withdrawn { reason: reason.to_owned(), words: words.to_owned() };
        let author = self.family_author();
        self.on_request("withdraw", &Withdraw(withdrawn), &author, at)?;
        Ok(true)
    }

    fn triage(&mut self, at: Timestamp) -> Result<(), SynthError> {
        let family = self.family;
        let situation = family.situation;
        let navigator = self.team.navigator.acting("navigator")?;
        self.reads(self.request_stream(), &navigator, "triage", at)?;
        let mut sheet = Sheet::of(self.application.forms(), "triage")?;
        sheet.set("t2-asking-for-help", Answer::YesNo(true))?;
        sheet.text("t2-what-help", &family.words(&situation.would_help, ""))?;
        let (disabled, answer) = self.disabled();
        sheet.choice("t3-disabled", answer)?;
        if disabled != YesNoUnsure::No {
            sheet.choices("t3-basis", &self.basis())?;
        }
        sheet.choices("t5-request-types", &situation.types)?;
        sheet.choice("t6-urgency", if self.turns.care_may_fail { "now" } else { &situation.how_soon })?;
        let informing = situation.need.is_empty();
        sheet.choice("t8-level", if informing { "none" } else { situation.level.as_answer() })?;
        let triaged = Triaged { answers: sheet.0, disabled, request_types: situation.types.clone() };
        self.on_request("triage", &Triage(triaged), &navigator, at)
    }

    /// Whether the child is disabled, as the navigator records it.
    fn disabled(&self) -> (YesNoUnsure, &'static str) {
        let draw = self.chance.below(100);
        match draw {
            0..70 => (YesNoUnsure::Yes, "yes"),
            70..80 if !self.turns.varied => (YesNoUnsure::Yes, "yes"),
            80.. if self.turns.varied => (YesNoUnsure::No, "no"),
            _ => (YesNoUnsure::Unsure, "might-be"),
        }
    }

    /// What that is based on.
    fn basis(&self) -> Vec<String> {
        let mut basis = vec!["family-account".to_owned(), "functional-impact".to_owned()];
        if self.turns.varied {
            match self.chance.below(100) {
                0..45 => basis.push("diagnosis".to_owned()),
                45..70 => basis.push("awaiting-diagnosis".to_owned()),
                _ => {}
            }
        }
        basis
    }

    fn confirm_asker(&mut self, at: Timestamp) -> Result<(), SynthError> {
        let family = self.family;
        let young = family.who == WhoAsks::YoungPerson;
        let confirmed = AskerConfirmed {
            how: if young {
                "Met at school with the adult whom they chose".to_owned()
            } else {
                "Rang back on the number that the school holds".to_owned()
            },
            relationship: family.relationship.clone(),
            capacity: named(if young { "young-person" } else { "parent-carer" })?,
            // Of others nobody knows until they are asked.
            parental_responsibility: matches!(family.relationship.as_str(), "mum" | "dad").then_some(true),
        };
        let navigator = self.team.navigator.acting("navigator")?;
        self.on_request("confirm asker", &ConfirmAsker(confirmed), &navigator, at)
    }

    fn route(&mut self, until: Stage) -> Result<Reached, SynthError> {
        let family = self.family;
        let situation = family.situation;
        let informing = situation.need.is_empty();
        let navigator = self.team.navigator.acting("navigator")?;
        let supervisor = self.team.supervisor.acting("practice-supervisor")?;
        let Some(at) = self.day(self.turns.response_days, 13, 15) else { return Ok(Reached::Here) };
        let proposed = RouteProposed {
            route: if informing { Route::Information } else { Route::Support },
            level: situation.level.level(),
            why: family.words(&situation.why, ""),
            link: (!informing).then_some(ChildLink::New(family.child)),
        };
        let propose = ProposeRoute(proposed);
        self.on_request("propose route", &propose, &navigator, at)?;
        if self.turns.returned {
            let Some(at) = self.day(self.turns.response_days, 14, 10) else { return Ok(Reached::Here) };
            let why =
                "Please ask the family whether they would like a full assessment, and write down what they \
                       say."
                    .to_owned();
            self.on_request("return route", &ReturnRoute(RouteReturned { why }), &supervisor, at)?;
            if until < Stage::Confirmed {
                return Ok(Reached::Here);
            }
            self.on_request(
                "propose route",
                &propose,
                &navigator,
                self.day(self.turns.response_days, 14, 50).unwrap_or(at),
            )?;
        }
        if until < Stage::Confirmed {
            return Ok(Reached::Here);
        }
        let Some(at) = self.day(self.turns.response_days, 15, 30) else { return Ok(Reached::Here) };
        self.reads(self.request_stream(), &supervisor, "route", at)?;
        self.on_request("confirm route", &ConfirmRoute, &supervisor, at)?;
        self.route_letter(&navigator, at)?;
        if informing {
            let answered = Answered { words: family.words(&situation.answer, "") };
            self.on_request("answer", &request::Answer(answered), &navigator, at)?;
            return Ok(Reached::Here);
        }
        self.open_record(at)?;
        Ok(Reached::Further)
    }

    fn route_letter(&mut self, navigator: &Author, at: Timestamp) -> Result<(), SynthError> {
        let situation = self.family.situation;
        let rules = self.application.rules();
        let from = self.team.navigator;
        let text = if situation.need.is_empty() {
            letters::information(self.family, rules, from)
        } else {
            let facts = Facts {
                assessment_level: Some(situation.level.level()),
                ehc: Some(situation.ehc),
                ..Facts::default()
            };
            letters::route(self.family, rules, self.received_at, &facts, from)
        };
        self.request_letter("route", text, navigator, at)
    }

    fn request_letter(
        &mut self,
        kind: &str,
        text: records::child::LetterText,
        author: &Author,
        at: Timestamp,
    ) -> Result<(), SynthError> {
        let letter = request::LetterIssued {
            letter: self.chance.identifier(at),
            kind: kind.to_owned(),
            to: self.family.asker,
            text,
        };
        self.on_request("issue letter", &request::IssueLetter(letter), author, at)
    }
}
