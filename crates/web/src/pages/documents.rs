//! The partnership's documents: the arrangements, the yearly report, agreements on sharing. Anybody reads them; whoever publishes the
//! protocol publishes them.

use access::{Action, RecordKind};
use application::{Act, PARTNERSHIP_STREAM};
use axum::extract::State;
use axum::response::Response;
use forms::Language;
use govuk::{Button, Html, SummaryCard, SummaryList, SummaryRow, Writer};
use guidance::{Due, Scheduled, full_date};
use records::partnership::{
    DOCUMENT_FORM, DocumentKind, DocumentPublished, Partnership, PublishDocument, SignedFor,
};

use crate::actor::{SignedIn, Visitor};
use crate::failure::PageFailure;
use crate::layout::{Problems, page};
use crate::pages::law::frame;
use crate::pages::one_form::OneForm;
use crate::pages::safety::parts::form_of;
use crate::site::Site;
use crate::submitted::Submitted;

/// Where they stand.
const PATH: &str = "/documents";

/// The page; anybody may read it.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageFailure> {
    let partnership = site.application().partnership_state().await?;
    let duties = partnership.state.document_duties(site.application().rules());
    let words = site.words();
    let title = words.say("documents-title");
    let may_publish =
        site.application().may_here(&visitor.actor, Action::PublishProtocol, RecordKind::Partnership);
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.element("p").class("govuk-body-l").text(&words.say("documents-lead"));
        if may_publish {
            writer.add(&Button::link(words.say("documents-new"), format!("{PATH}/new")));
        }
        for (name, kind) in DocumentKind::ALL {
            writer.heading(2, words.say(&format!("documents-{name}")));
            write_kind(writer, &site, &partnership.state, kind);
        }
        write_due(writer, &site, &duties);
        writer.element("p").class("govuk-body").within(|writer| {
            let link = writer.element("a").class("govuk-link").attribute("href", "/protocol");
            link.text(&words.say("documents-protocol-link"));
        });
    });
    Ok(page(&site, &frame(&visitor.actor), &title, main))
}

/// Of each title the latest version, with the earlier ones below it.
fn write_kind(writer: &mut Writer, site: &Site, partnership: &Partnership, kind: DocumentKind) {
    let words = site.words();
    let mut titles: Vec<&str> = Vec::new();
    for document in partnership.versions(kind) {
        if !titles.contains(&document.title.as_str()) {
            titles.push(&document.title);
        }
    }
    if titles.is_empty() {
        return writer.paragraph(words.say("documents-none"));
    }
    for title in titles {
        let mut versions = partnership.versions(kind).filter(|document| document.title == title);
        let Some(latest) = versions.next() else { continue };
        writer.add(&card(site, latest));
        let earlier: Vec<&DocumentPublished> = versions.collect();
        if earlier.is_empty() {
            continue;
        }
        writer.paragraph(words.say("documents-earlier"));
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for document in earlier {
                let date = full_date(document.on);
                let values = [("version", document.version.as_str()), ("date", &date)];
                writer.element("li").text(&words.with("documents-earlier-line", &values));
            }
        });
    }
}

fn card(site: &Site, document: &DocumentPublished) -> SummaryList {
    let words = site.words();
    let signed = Html::build(|writer| {
        for signed in &document.signed {
            let (agency, date) = (agency(site, signed), full_date(signed.on));
            let values = [("agency", agency.as_str()), ("by", &signed.by), ("date", &date)];
            writer.element("div").text(&words.with("documents-signed-line", &values));
        }
    });
    let where_read = Html::build(|writer| {
        if document.address.is_empty() {
            return writer.text(&words.say("documents-ask"));
        }
        let link = writer.element("a").class("govuk-link").attribute("href", &document.address);
        link.text(&words.with("documents-link", &[("title", &document.title)]));
    });
    let row = |name: &str, value: String| SummaryRow::new(words.say(name), value);
    SummaryList {
        rows: vec![
            row("documents-version", document.version.clone()),
            row("documents-owner", document.owner.clone()),
            SummaryRow::new(words.say("documents-signed"), signed),
            row("documents-published-on", full_date(document.on)),
            row("documents-from", full_date(document.from)),
            row("documents-says", document.summary.clone()),
            SummaryRow::new(words.say("documents-where"), where_read),
        ],
        card: Some(SummaryCard {
            title: document.title.as_str().into(),
            heading_level: Some(3),
            ..SummaryCard::default()
        }),
        ..SummaryList::default()
    }
}

/// The partner for whom somebody signed, in the form's words.
fn agency(site: &Site, signed: &SignedFor) -> String {
    let form = site.application().forms().latest(DOCUMENT_FORM);
    let fields = form.and_then(|form| form.question("publish-signed")).map(forms::Question::fields);
    let field = fields.and_then(|fields| fields.iter().find(|field| field.id.as_str() == "signed-for"));
    let choices = field.map(forms::Question::choices).unwrap_or_default();
    let chosen = choices.iter().find(|choice| choice.value == signed.agency);
    chosen.map_or_else(
        || signed.agency.clone(),
        |choice| choice.words(&Language::english(), None).label.clone(),
    )
}

/// What the partnership owes the public next, with its clause.
fn write_due(writer: &mut Writer, site: &Site, duties: &[Scheduled]) {
    let words = site.words();
    let open: Vec<&Scheduled> = duties.iter().filter(|duty| duty.stopped.is_none() && !duty.lapsed).collect();
    if open.is_empty() {
        return;
    }
    let guidance = site.application().rules().guidance();
    writer.heading(2, words.say("documents-due"));
    writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
        for duty in open {
            writer.element("li").within(|writer| {
                match duty.due {
                    Due::On(date) => {
                        let date = full_date(date);
                        let values = [("what", duty.must.as_str()), ("date", &date)];
                        writer.text(&words.with("documents-due-line", &values));
                    }
                    _ => writer.text(&words.with("documents-due-line-open", &[("what", &duty.must)])),
                }
                let clause = duty.clause.as_deref().and_then(|id| guidance.clause(id));
                if let Some(clause) = clause {
                    writer.text(" ");
                    let link = writer.element("a").class("govuk-link");
                    link.attribute("href", &format!("/clauses/{}", clause.id))
                        .text(&words.with("documents-due-because", &[("clause", &clause.citation)]));
                    if site.application().is_unverified(clause) {
                        writer.text(" ");
                        let badge = writer.element("span").class("alongside-verified");
                        badge.text(&words.say("work-unverified"));
                    }
                }
            });
        }
    });
}

/// The form.
pub async fn show_new(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    Ok(new(&site, &signed_in)?.view(None, &Problems::default()))
}

/// It is published.
pub async fn submit_new(
    State(site): State<Site>,
    signed_in: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = new(&site, &signed_in)?;
    let taken = match page.take(&submitted) {
        Ok(taken) => taken,
        Err(response) => return Ok(*response),
    };
    let document = site.application().new_identifier();
    let act = Act::on(PARTNERSHIP_STREAM.id, PublishDocument { document, answers: taken.answers });
    page.carry_out(act, &submitted, PATH).await
}

fn new<'a>(site: &'a Site, signed_in: &'a SignedIn) -> Result<OneForm<'a>, PageFailure> {
    let may = Action::PublishProtocol;
    if !site.application().may_here(&signed_in.actor, may, RecordKind::Partnership) {
        return Err(PageFailure::NotThere);
    }
    let form = form_of(site, DOCUMENT_FORM)?;
    Ok(OneForm {
        site,
        signed_in,
        form,
        section: "publish",
        title: String::new(),
        caption: String::new(),
        place: "",
        address: format!("{PATH}/new"),
        back: PATH.to_owned(),
        people: None,
        known: form.no_answers(),
        context: Html::default(),
    })
}
