//! The letters of the journey after the ask. Each says first what happens, then why, then what one can do.

use documents::Symbol;
use forms::Language;
use govuk::Writer;
use guidance::full_date;
use jiff::civil::Date;
use records::child::{
    ChangeNotified, EndingNotified, GapAnswered, GapReported, LetterBlock, LetterText, QuestionsSent,
    Reassess, ReviewHeld, ServiceStarted, VisitNotified,
};
use records::people::Involved;

use super::child_page::ChildPage;
use super::letters::{Closing, Letters, QuestionPack, Review, push_own};
use crate::wording::Wording;

/// What will not be asked, each in plain words.
pub(super) const NOT_ASKED: [&str; 12] = [
    "letter-not-asked-bedroom",
    "letter-not-asked-alone",
    "letter-not-asked-unannounced",
    "letter-not-asked-proof",
    "letter-not-asked-childhood",
    "letter-not-asked-relationships",
    "letter-not-asked-police",
    "letter-not-asked-money",
    "letter-not-asked-visitors",
    "letter-not-asked-score",
    "letter-not-asked-past",
    "letter-not-asked-school",
];

/// What will not be asked, as a list.
pub fn write_not_asked(words: &Wording, writer: &mut Writer) {
    writer.heading(2, words.say("letter-questions-not-asked"));
    writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
        for name in NOT_ASKED {
            writer.element("li").text(&words.say(name));
        }
    });
}

/// When help did not come, how much of it, and, for whoever may read it, what was said.
pub fn write_gap(words: &Wording, gap: &GapReported, says: bool, writer: &mut Writer) {
    let missed = gap.missed.to_string();
    let line = match gap.until {
        Some(until) => words.with(
            "children-gap-from-until",
            &[("from", &full_date(gap.from)), ("until", &full_date(until)), ("missed", &missed)],
        ),
        None => words.with("children-gap-on", &[("from", &full_date(gap.from)), ("missed", &missed)]),
    };
    writer.paragraph(line);
    if says {
        writer.element("p").class("govuk-body alongside-as-written").text(&gap.words);
    }
}

impl Letters<'_> {
    /// The questions in advance: what will be asked, what will not, who can help.
    pub fn questions(&self, to: &Involved, page: &ChildPage, sent: &QuestionsSent) -> LetterText {
        let english = Language::english();
        let form = page.form().ok();
        let chosen =
            |section: &&forms::Section| sent.sections.iter().any(|id| id.as_str() == section.id.as_str());
        let sections = form.iter().flat_map(|form| form.sections()).filter(chosen).map(|section| {
            let asked = section.questions.iter();
            let asked = asked.map(|question| question.words(&english, None).label.clone()).collect();
            (section.words(&english).label.clone(), asked)
        });
        let pack = QuestionPack {
            sections: sections.collect(),
            visit: None,
            adjustments: sent.adjustments.clone(),
            advocate: sent.advocate.clone(),
            said: sent.words.clone(),
        };
        self.question_pack(to, &pack)
    }

    /// Notice of a visit.
    pub fn visit(&self, to: &Involved, visit: &VisitNotified) -> LetterText {
        let row = |name: &str, value: &str| (self.say(name, &[]), value.to_owned());
        let mut blocks = vec![LetterBlock::Table(vec![
            row("letter-visit-on", &full_date(visit.on)),
            row("letter-visit-time", &visit.time),
            row("letter-visit-place", &visit.place),
            row("letter-visit-who", &visit.who),
        ])];
        if !visit.sooner.is_empty() {
            blocks.push(self.paragraph("letter-visit-sooner", &[("sooner", &visit.sooner)]));
        }
        blocks.push(self.paragraph("letter-visit-change", &[]));
        let ideas = self
            .ideas()
            .with(Symbol::Date, "letter-easy-visit-on", &[("date", &full_date(visit.on))])
            .with(Symbol::Clock, "letter-easy-visit-time", &[("time", &visit.time)])
            .with(Symbol::Home, "letter-easy-visit-place", &[("place", &visit.place)])
            .with(Symbol::Person, "letter-easy-visit-who", &[("who", &visit.who)])
            .idea(Symbol::Choose, "letter-easy-pack-visit-change")
            .idea(Symbol::Help, "letter-easy-pack-with");
        self.letter(to, "letter-visit-subject", blocks).in_easy_read(self.easy_ring(ideas))
    }

    /// A service started.
    pub fn start(&self, to: &Involved, started: &ServiceStarted) -> LetterText {
        let what = self.child.service(started.service).map_or("", |service| service.what.as_str());
        let values = [("what", what), ("date", &full_date(started.on))];
        let mut blocks = vec![self.paragraph("letter-start-is", &values)];
        push_own(&mut blocks, &started.words);
        blocks.push(self.paragraph("letter-start-gap", &[]));
        let ideas = self
            .ideas()
            .idea(Symbol::Yes, "letter-easy-start")
            .with(Symbol::Help, "letter-easy-plan-what", &[("what", what)])
            .with(Symbol::Date, "letter-easy-start-on", &[("date", &full_date(started.on))])
            .idea(Symbol::Say, "letter-easy-start-gap")
            .idea(Symbol::Say, "letter-easy-plan-change");
        self.letter(to, "letter-start-subject", blocks).in_easy_read(self.easy_ring(ideas))
    }

    /// What makes up for help that did not come.
    pub fn gap(&self, to: &Involved, answered: &GapAnswered) -> LetterText {
        let mut blocks = Vec::new();
        let mut ideas =
            self.ideas().idea(Symbol::No, "letter-easy-gap").idea(Symbol::Say, "letter-easy-late-sorry");
        if let Some(gap) = self.child.journey.gap(answered.gap) {
            let fact = &gap.reported.fact;
            let what = self.child.service(fact.service).map_or("", |service| service.what.as_str());
            let values = [("what", what), ("date", &full_date(fact.from))];
            blocks.push(self.paragraph("letter-gap-sorry", &values));
            let (missed, made_good) = (fact.missed.to_string(), answered.made_good.to_string());
            let counted = [("missed", missed.as_str()), ("made-good", &made_good)];
            blocks.push(self.paragraph("letter-gap-counted", &counted));
            ideas = ideas
                .with(Symbol::Help, "letter-easy-plan-what", &[("what", what)])
                .with(Symbol::Question, "letter-easy-gap-missed", &counted)
                .with(Symbol::Yes, "letter-easy-gap-made-good", &counted);
        }
        push_own(&mut blocks, &answered.words);
        self.push_ways(&mut blocks);
        self.letter(to, "letter-gap-subject", blocks).in_easy_read(self.easy_ways(ideas))
    }

    /// A service will be less or end.
    pub fn change(&self, to: &Involved, notified: &ChangeNotified) -> LetterText {
        let what = self.child.service(notified.service).map_or("", |service| service.what.as_str());
        let values =
            [("what", what), ("change", notified.what.as_str()), ("date", &full_date(notified.from))];
        let mut blocks = vec![self.paragraph("letter-change-is", &values)];
        blocks.push(self.paragraph("letter-need-why", &[("why", &notified.why)]));
        if notified.asked.is_empty() {
            blocks.push(self.paragraph("letter-change-until", &[("date", &full_date(notified.from))]));
        } else {
            blocks.push(self.paragraph("letter-change-asked", &[("asked", &notified.asked)]));
        }
        self.push_ways(&mut blocks);
        let ideas = self
            .ideas()
            .with(Symbol::Paper, "letter-easy-change", &[("change", &notified.what)])
            .with(Symbol::Help, "letter-easy-plan-what", &[("what", what)])
            .with(Symbol::Date, "letter-easy-change-from", &[("date", &full_date(notified.from))])
            .with(Symbol::Question, "letter-easy-why", &[("why", &notified.why)]);
        self.letter(to, "letter-change-subject", blocks).in_easy_read(self.easy_ways(ideas))
    }

    /// What came of a review that was held today.
    pub fn reviewed(&self, to: &Involved, held: &ReviewHeld, today: Date) -> LetterText {
        let present = self.say("letter-review-present", &[("present", &held.present)]);
        let changes = held.changed.lines().map(str::trim).filter(|line| !line.is_empty());
        self.review(
            to,
            &Review {
                held_on: today,
                changes: changes.map(str::to_owned).collect(),
                reduced_from: None,
                why: held.works.clone(),
                next_on: Some(held.next_on),
                said: if held.present.is_empty() { String::new() } else { present },
            },
        )
    }

    /// A new assessment begins.
    pub fn reassess(&self, to: &Involved, again: &Reassess) -> LetterText {
        let blocks = vec![
            self.paragraph("letter-reassess-lead", &[]),
            self.paragraph("letter-need-why", &[("why", &again.why)]),
            self.paragraph("letter-reassess-keeps", &[]),
            self.paragraph("letter-reassess-goes-on", &[]),
        ];
        let ideas = self
            .ideas()
            .idea(Symbol::Question, "letter-easy-reassess")
            .with(Symbol::Question, "letter-easy-why", &[("why", &again.why)])
            .idea(Symbol::Yes, "letter-easy-reassess-keeps")
            .idea(Symbol::Help, "letter-easy-help-goes-on")
            .idea(Symbol::Choose, "letter-easy-route-skip");
        self.letter(to, "letter-reassess-subject", blocks).in_easy_read(self.easy_ring(ideas))
    }

    /// Support will end.
    pub fn ends(&self, to: &Involved, notified: &EndingNotified) -> LetterText {
        self.closing(
            to,
            &Closing {
                ends_on: notified.on,
                why: notified.why.clone(),
                agreed: !notified.agreed.is_empty(),
                said: notified.agreed.clone(),
            },
        )
    }
}
