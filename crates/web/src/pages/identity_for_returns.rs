//! What a statutory return would say of a child who is helped or lives away from home, what will fail, and who the child is for
//! returns: the authority's identifier, the pupil number, and the codes that no other page of these records asks.

use access::{Action, FieldKind, RecordKind};
use application::{Failure, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use census::{LookedAfter as Counted, Row};
use forms::{Form, Question};
use govuk::{Button, Cell, Html, Table, WarningText, Writer};
use jiff::civil::Date;
use records::help::Help;
use records::history::{FORM, History};
use records::looked_after::LookedAfter;
use records::returned::Period;
use returns::Year;
use returns::ssda903::{self, Given, file_name};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::answers::read;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::census as support;
use crate::pages::work::scroll;
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The questions of the form that say who a child is.
const IDENTITY: [&str; 6] = [
    "return-identifier",
    "return-upn",
    "return-upn-reason",
    "return-sex",
    "return-ethnicity",
    "return-disabilities",
];

/// What is asked here.
fn identity(form: &Form) -> impl Iterator<Item = &Question> {
    form.questions().filter(|question| IDENTITY.contains(&question.id.as_str()))
}

/// A record that was opened, and what the return says of the child.
enum Record {
    Help(Opened<Help>),
    Care(Opened<LookedAfter>),
}

impl Record {
    /// Where the record is, and its place in the navigation.
    fn place(&self) -> &'static str {
        match self {
            Self::Help(_) => "help",
            Self::Care(_) => "looked-after",
        }
    }

    fn called(&self) -> &str {
        match self {
            Self::Help(opened) => &opened.state.called,
            Self::Care(opened) => &opened.state.called,
        }
    }
}

/// The way to this page, on a record that was opened, for whoever may see it.
pub(in crate::pages) fn write_link<S>(
    writer: &mut Writer,
    site: &Site,
    signed_in: &SignedIn,
    (opened, child, place): (&Opened<S>, Uuid, &str),
) {
    let (kind, field) = (RecordKind::StatutoryReturn, FieldKind::Ordinary);
    if site.application().may(&signed_in.actor, opened, Action::See, kind, field) {
        writer.element("p").class("govuk-body alongside-no-print").within(|writer| {
            let link = writer.element("a").class("govuk-link");
            let link = link.attribute("href", &format!("/{place}/{child}/return"));
            link.text(&site.words().say(&format!("returned-link-{place}")));
        });
    }
}

struct Page {
    site: Site,
    signed_in: SignedIn,
    child: Uuid,
    record: Record,
}

/// What the census says of a child's help.
pub async fn show_help(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
) -> Result<Response, PageFailure> {
    Page::help(site, signed_in, child).await?.view(None, &Problems::default()).await
}

/// Who the child is was recorded, from the record of help.
pub async fn submit_help(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    Page::help(site, signed_in, child).await?.take(&submitted).await
}

/// What the return on children looked after says of a child.
pub async fn show_care(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
) -> Result<Response, PageFailure> {
    Page::care(site, signed_in, child).await?.view(None, &Problems::default()).await
}

/// Who the child is was recorded, from the record of living away from home.
pub async fn submit_care(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    Page::care(site, signed_in, child).await?.take(&submitted).await
}

impl Page {
    async fn help(site: Site, signed_in: SignedIn, child: Uuid) -> Result<Self, PageFailure> {
        let reason = ReadReason::work("help");
        let opened = site.application().open_help(&signed_in.actor, child, reason).await?;
        Self { site, signed_in, child, record: Record::Help(opened) }.seen()
    }

    async fn care(site: Site, signed_in: SignedIn, child: Uuid) -> Result<Self, PageFailure> {
        let reason = ReadReason::work("looked-after");
        let opened = site.application().open_looked_after(&signed_in.actor, child, reason).await?;
        Self { site, signed_in, child, record: Record::Care(opened) }.seen()
    }

    fn may(&self, action: Action) -> bool {
        let (application, actor) = (self.site.application(), &self.signed_in.actor);
        let (kind, field) = (RecordKind::StatutoryReturn, FieldKind::Ordinary);
        match &self.record {
            Record::Help(opened) => application.may(actor, opened, action, kind, field),
            Record::Care(opened) => application.may(actor, opened, action, kind, field),
        }
    }

    fn seen(self) -> Result<Self, PageFailure> {
        if self.may(Action::See) { Ok(self) } else { Err(PageFailure::NotThere) }
    }

    fn address(&self) -> String {
        format!("/{}/{}/return", self.record.place(), self.child)
    }

    fn form(&self) -> Result<&Form, PageFailure> {
        self.site.application().forms().latest(FORM).ok_or(PageFailure::NotThere)
    }

    async fn take(&self, submitted: &Submitted) -> Result<Response, PageFailure> {
        if !self.may(Action::Write) {
            return Err(PageFailure::NotThere);
        }
        let form = self.form()?;
        let (answers, problems) = read(&self.site, form, identity(form), submitted, false);
        if !problems.is_empty() {
            return self.view(Some(submitted), &problems).await;
        }
        let (application, actor, once) = (self.site.application(), &self.signed_in.actor, submitted.once);
        let done = match &self.record {
            Record::Help(opened) => {
                application.record_identity(actor, opened, self.child, answers, once).await
            }
            Record::Care(opened) => {
                application.record_identity(actor, opened, self.child, answers, once).await
            }
        };
        match done {
            Ok(()) | Err(Failure::AlreadyDone) => Ok(Redirect::to(&self.address()).into_response()),
            Err(failure) => Err(failure.into()),
        }
    }

    async fn view(
        &self,
        submitted: Option<&Submitted>,
        problems: &Problems,
    ) -> Result<Response, PageFailure> {
        let words = self.site.words();
        let (said, history) = self.said().await?;
        let title = words.say(&format!("returned-title-{}", self.record.place()));
        let fields = self.fields(&history, submitted, problems)?;
        let main = Html::build(|writer| {
            writer.element("span").class("govuk-caption-l").text(self.record.called());
            writer.element("h1").class("govuk-heading-l").text(&title);
            writer.paragraph(words.say(&format!("returned-lead-{}", self.record.place())));
            if history.identifier().is_none() {
                writer.add(&WarningText::from(words.say("returned-no-identifier").as_str()));
            }
            writer.html(&said);
            writer.heading(2, words.say("returned-identity"));
            writer.html(&fields);
        });
        let frame = Frame::practitioner(&self.signed_in.actor, self.record.place());
        let back = format!("/{}/{}", self.record.place(), self.child);
        Ok(full_page(&self.site, &frame, &title, Some(&back), problems, main))
    }

    /// What the return of this year says as things stand, with what rules find.
    async fn said(&self) -> Result<(Html, History), PageFailure> {
        let (application, actor) = (self.site.application(), &self.signed_in.actor);
        let today = application.today();
        match &self.record {
            Record::Help(opened) => {
                let year = returns::cin::period_on(today).ok().flatten().ok_or(PageFailure::NotThere)?;
                let period = period(year.year, year.start, year.reference);
                let (counted, history) =
                    application.census_of_help(actor, opened, self.child, &period).await?;
                let html = Html::build(|writer| match &counted {
                    None => self.nothing(year.year, writer),
                    Some(counted) => {
                        support::findings(&self.site, counted, &year, writer);
                        writer.heading(2, self.site.words().say("children-census-values"));
                        writer.add(&support::values(&self.site, counted));
                    }
                });
                Ok((html, history))
            }
            Record::Care(opened) => {
                let year = ssda903::period_on(today).ok().flatten().ok_or(PageFailure::NotThere)?;
                let period = period(year.year, year.start, year.end);
                let (counted, history) =
                    application.return_of_care(actor, opened, self.child, &period).await?;
                let html = Html::build(|writer| match &counted {
                    None => self.nothing(year.year, writer),
                    Some(counted) => self.care_return(counted, year.year, writer),
                });
                Ok((html, history))
            }
        }
    }

    fn nothing(&self, year: Year, writer: &mut Writer) {
        writer.paragraph(self.site.words().with("returned-nothing", &[("year", &year.to_string())]));
    }

    /// What rules find of the child, and each file's rows.
    fn care_return(&self, counted: &Counted, year: Year, writer: &mut Writer) {
        let words = self.site.words();
        let files = ssda903::write(std::slice::from_ref(counted)).unwrap_or_default();
        let files = files.into_iter().map(|(table, text)| (file_name(table), text.into_bytes())).collect();
        let given = Given { files, year: Some(year), ..Given::default() };
        let found = ssda903::validate(&given).map(|report| report.findings).unwrap_or_default();
        writer.heading(2, words.say("children-census-findings"));
        if found.is_empty() {
            writer.paragraph(words.with("children-census-clean", &[("year", &year.to_string())]));
        }
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for finding in &found {
                let why = finding.why();
                let said = [("rule", finding.rule.rule.as_str()), ("path", &*finding.path), ("why", &why)];
                writer.element("li").text(&words.with("returned-finding", &said));
            }
        });
        writer.heading(2, words.say("children-census-values"));
        for (table, rows) in &counted.rows {
            let columns: Vec<_> = table
                .columns()
                .iter()
                .filter(|column| rows.iter().any(|row| row.get(**column).is_some()))
                .collect();
            let cells = |row: &Row| -> Vec<Cell> {
                columns.iter().map(|column| Cell::from(row.get(**column).unwrap_or_default())).collect()
            };
            let shown = Table {
                caption: table.as_str().to_owned(),
                caption_classes: "govuk-table__caption--m".to_owned(),
                head: Some(columns.iter().map(|column| Cell::from(column.as_str())).collect()),
                rows: rows.iter().map(cells).collect(),
                ..Table::default()
            };
            scroll(writer, table.as_str(), &shown);
        }
    }

    fn fields(
        &self,
        history: &History,
        submitted: Option<&Submitted>,
        problems: &Problems,
    ) -> Result<Html, PageFailure> {
        let words = self.site.words();
        if !self.may(Action::Write) {
            return Ok(Html::build(|writer| writer.paragraph(words.say("children-census-read-only"))));
        }
        let asked = self.form()?;
        let nothing = asked.no_answers();
        let answers = history.coded.last().map_or(&nothing, |coded| &coded.fact.answers);
        let typed = submitted.map(|submitted| submitted.fields.as_slice());
        Ok(form(&self.site, &self.signed_in.held, &self.address(), |writer| {
            writer.paragraph(words.say("returned-identity-lead"));
            for question in identity(asked) {
                let (site, standing) = (&self.site, Standing::Among);
                let field = Asked { site, form: asked, question, answers, typed, problems, standing };
                writer.html(&field.render());
            }
            writer.add(&Button::submit(words.say("children-census-button")));
        }))
    }
}

fn period(year: Year, start: Date, reference: Date) -> Period {
    Period { year: year.ends(), start, reference, before_proceedings: false }
}
