//! Children who are being protected: for whoever may list them, those at whose table the reader sits, or all.

use axum::extract::State;
use axum::response::Response;
use govuk::Writer;
use kernel::StreamKind;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::pages::staged_list::{StagedList, begin_buttons, write_tags};
use crate::site::Site;

const LIST: StagedList = StagedList {
    kind: StreamKind::Protection,
    path: "/protection",
    place: "protection",
    stages: &["discussion", "enquiry", "conference", "plan", "court", "incident", "ended"],
    title: "protection-list-title",
    lead: "protection-list-lead",
    none: "protection-list-none",
    head: ["protection-list-child", "protection-list-since"],
    stage: |site, stage| site.words().say(&format!("protection-stage-{stage}")),
    marks: write_marks,
};

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    let may_begin = site.application().may_begin_protection(&signed_in.actor);
    let begins = ["convene", "transfer", "order", "incident"].into_iter().filter(|_| may_begin).map(|name| {
        let label = site.words().say(&format!("protection-new-{name}"));
        (label, format!("/protection/new/{name}"))
    });
    LIST.show(&site, &signed_in, begin_buttons(begins)).await
}

/// What stands beside what the list is ordered by.
pub(super) fn write_marks(writer: &mut Writer, site: &Site, marks: &[String]) {
    let named = marks.iter().map(|mark| site.words().say(&format!("protection-mark-{mark}")));
    write_tags(writer, "purple", named);
}
