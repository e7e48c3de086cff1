//! What every page about a child's record begins with: the record opened and logged, the names, the identity bar.

use std::sync::Arc;

use access::{Action, Actor, FieldKind, RecordKind};
use application::{Act, Failure, Folded, Opened, ReadReason};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answers, Form, SectionId};
use govuk::{Html, Writer};
use guidance::full_date;
use jiff::Timestamp;
use kernel::{Capacity, PersonId, london_date};
use records::child::{Child, Entry};
use records::partnership::Partnership;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::session::Held;
use crate::site::Site;
use crate::submitted::Submitted;
use crate::wording::Wording;

/// The form whose sections an assessment fills.
pub const FORM: &str = "assessment";

/// A child's record, opened for one reader: the opening was checked against the policy table and logged.
pub struct ChildPage {
    /// The site.
    pub site: Site,
    /// What the session holds.
    pub held: Held,
    /// Who reads.
    pub actor: Actor,
    /// Who reads.
    pub person: PersonId,
    /// The child.
    pub id: Uuid,
    /// The record.
    pub opened: Opened<Child>,
    /// Who works in the partnership.
    pub partnership: Arc<Folded<Partnership>>,
}

impl ChildPage {
    /// Opens the record. `page` is the short name under which the read log keeps it.
    pub async fn open(
        site: &Site,
        reader: SignedIn,
        id: Uuid,
        page: &'static str,
    ) -> Result<Self, PageFailure> {
        let application = site.application();
        let opened = application.open_child(&reader.actor, id, ReadReason::work(page)).await?;
        let partnership = application.partnership_state().await?;
        let SignedIn { held, actor, person, .. } = reader;
        Ok(Self { site: site.clone(), held, actor, person, id, opened, partnership })
    }

    /// The record as it stands.
    pub fn child(&self) -> &Child {
        &self.opened.state
    }

    /// The words.
    pub fn words(&self) -> &Wording {
        self.site.words()
    }

    /// What the child likes to be called.
    pub fn called(&self) -> &str {
        self.child().called()
    }

    /// Whether the reader may do this; asked before a control is shown.
    pub fn may(&self, action: Action, kind: RecordKind) -> bool {
        self.may_field(action, kind, FieldKind::Ordinary)
    }

    /// Whether the reader may do this to such a field.
    pub fn may_field(&self, action: Action, kind: RecordKind, field: FieldKind) -> bool {
        self.site.application().may(&self.actor, &self.opened, action, kind, field)
    }

    /// What the reader may not do here is not there.
    pub fn must(&self, action: Action, kind: RecordKind) -> Result<(), PageFailure> {
        if self.may(action, kind) { Ok(()) } else { Err(PageFailure::NotThere) }
    }

    /// The newest form of the assessment.
    pub fn form(&self) -> Result<&Form, PageFailure> {
        self.site.application().forms().latest(FORM).ok_or(PageFailure::NotThere)
    }

    /// The answers that stand, for conditions between questions. Sections that are open in the record are open here.
    pub fn answers(&self, form: &Form) -> Answers {
        let mut answers = form.no_answers();
        answers.opened =
            self.child().open_sections().into_iter().filter_map(|id| SectionId::new(id).ok()).collect();
        for entry in self.child().entries.iter().filter(|entry| entry.struck_out.is_none()) {
            if let Some(question) = form.question(&entry.question) {
                answers.set(&question.id, Some(entry.current().answer.clone()));
            }
        }
        answers
    }

    /// Whether the reader may see this entry: intimate ones and people's own words have rows of their own in the table.
    pub fn shows(&self, entry: &Entry) -> bool {
        self.site.application().shows_entry(&self.actor, &self.opened.facts, entry)
    }

    /// A person's name: a practitioner's, or that of somebody who takes part in this record.
    pub fn name_of(&self, person: Option<PersonId>) -> String {
        let involved = || {
            self.child()
                .involved
                .iter()
                .find(|part| Some(part.person) == person)
                .map(|part| part.name.clone())
        };
        let known = self.partnership.state.name_of(person).map(str::to_owned);
        known.or_else(involved).unwrap_or_else(|| self.words().say("children-nobody"))
    }

    /// A capacity's title.
    pub fn capacity(&self, capacity: &Capacity) -> String {
        let entry = self.site.application().policy().capacity(capacity);
        entry.map_or_else(|| capacity.to_string(), |entry| entry.title.clone())
    }

    /// An address under the record: `/needs/new`.
    pub fn path(&self, rest: &str) -> String {
        format!("/children/{}{rest}", self.id)
    }

    /// The page, with whose record it is at its top and the way back to it.
    pub fn page(&self, title: &str, back: &str, problems: &Problems, main: Html) -> Response {
        let frame = Frame::child(&self.actor, self.id);
        let title = self.words().with("children-page-title", &[("title", title), ("called", self.called())]);
        let main = Html::join([self.identity(), main]);
        full_page(&self.site, &frame, &title, Some(back), problems, main)
    }

    fn identity(&self) -> Html {
        let words = self.words();
        let child = self.child();
        Html::build(|writer| {
            writer
                .element("section")
                .class("alongside-identity")
                .attribute("aria-label", &words.say("children-identity"))
                .within(|writer| {
                    writer
                        .element("a")
                        .class("govuk-link alongside-identity__name")
                        .attribute("href", &self.path(""))
                        .text(child.called());
                    if let Some(registered) = &child.registered {
                        if !registered.full_name.is_empty() && registered.full_name != registered.called {
                            fact(writer, &words.say("children-identity-full-name"), &registered.full_name);
                        }
                        if let Some(born) = registered.birth_date {
                            fact(writer, &words.say("children-identity-born"), &short_date(born));
                        }
                    }
                    if let Some(support) = &child.assessment.opened {
                        fact(writer, &words.say("children-identity-reference"), &support.fact.reference);
                        fact(
                            writer,
                            &words.say("children-identity-stage"),
                            &words.say(&format!("children-stage-{}", child.stage())),
                        );
                    }
                    let assessor = child.assessor().map_or_else(
                        || words.say("children-identity-no-assessor"),
                        |person| self.name_of(Some(person)),
                    );
                    fact(writer, &words.say("children-identity-assessor"), &assessor);
                });
        })
    }
}

fn fact(writer: &mut Writer, name: &str, value: &str) {
    writer.element("dl").class("alongside-identity__fact").within(|writer| {
        writer.element("dt").text(&format!("{name}: "));
        writer.element("dd").text(value);
    });
}

/// `23 November 2026`: for practitioners' lists.
pub fn short_date(date: jiff::civil::Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// The day of an instant in England, in full words.
pub fn day_of(at: Timestamp) -> String {
    full_date(london_date(at))
}

/// The day and time of an instant in England: `23 November 2026, 09:30`.
pub fn time_of(at: Timestamp) -> String {
    kernel::london_datetime(at).strftime("%-d %B %Y, %H:%M").to_string()
}

/// Back to the record, after something was done.
pub fn to_record(id: Uuid, place: &str) -> Response {
    Redirect::to(&format!("/children/{id}{place}")).into_response()
}

/// Does it. `None` when it was done; what must be put right when it was refused, at the field that `field_of` names for
/// the refusal's code. The words of a refusal say what to do; the rule stands behind them.
pub async fn carry_out(
    site: &Site,
    actor: &Actor,
    act: Act,
    submitted: &Submitted,
    field_of: impl Fn(&str) -> &'static str,
) -> Result<Option<Problems>, PageFailure> {
    match site.application().execute(actor, counted(act, submitted)).await {
        Ok(_) => Ok(None),
        Err(Failure::Refused(refusal)) => {
            Ok(Some(Problems::one(field_of(refusal.code()), refused(site.words(), refusal.as_ref()))))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The words of a refusal, with its rule.
pub fn refused(words: &Wording, refusal: &dyn records::Refusal) -> String {
    words.with("children-refused", &[("said", &what_to_do(words, refusal.code())), ("rule", refusal.rule())])
}

/// What to do about a refusal: in the words of a child's record where it has its own, else in those that all records share.
pub fn what_to_do(words: &Wording, code: &str) -> String {
    let own = format!("children-refusal-{code}");
    if words.has(&own) { words.say(&own) } else { words.say(&format!("refusal-{code}")) }
}

/// The act, counted once for this rendering of its form.
pub fn counted(act: Act, submitted: &Submitted) -> Act {
    match submitted.once {
        Some(once) => act.once(once),
        None => act,
    }
}
