//! Children who live away from home: for whoever may list them, those for whom they were named, or all.

use access::{Action, RecordKind};
use axum::extract::State;
use axum::response::Response;
use govuk::Writer;
use kernel::StreamKind;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::pages::staged_list::{StagedList, begin_buttons, write_tags};
use crate::site::Site;

const LIST: StagedList = StagedList {
    kind: StreamKind::LookedAfter,
    path: "/looked-after",
    place: "looked-after",
    stages: &["missing", "looked-after", "fostering", "care-leaver", "ended"],
    title: "looked-after-list-title",
    lead: "looked-after-list-lead",
    none: "looked-after-list-none",
    head: ["protection-list-child", "protection-list-since"],
    stage: |site, stage| site.words().say(&format!("looked-after-stage-{stage}")),
    marks: write_marks,
};

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    let may_begin = site.application().may_here(&signed_in.actor, Action::Write, RecordKind::LookedAfter);
    let begins = ["begin", "missing", "fostering"].into_iter().filter(|_| may_begin).map(|name| {
        let label = site.words().say(&format!("looked-after-new-{name}"));
        (label, format!("/looked-after/new/{name}"))
    });
    LIST.show(&site, &signed_in, begin_buttons(begins)).await
}

/// What stands beside what the list is ordered by.
pub(super) fn write_marks(writer: &mut Writer, site: &Site, marks: &[String]) {
    let named = marks.iter().map(|mark| site.words().say(&format!("looked-after-mark-{mark}")));
    write_tags(writer, "purple", named);
}
