//! Children who are helped: for whoever may list them, those they work with, or all.

use axum::extract::State;
use axum::response::Response;
use govuk::{Button, Html, Writer};
use kernel::StreamKind;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::pages::staged_list::{StagedList, write_tags};
use crate::site::Site;

const LIST: StagedList = StagedList {
    kind: StreamKind::Help,
    path: "/help",
    place: "help",
    // The heavier level first.
    stages: &["child-in-need", "family-help", "ended"],
    title: "help-list-title",
    lead: "help-list-lead",
    none: "help-list-none",
    head: ["help-list-child", "help-list-since"],
    stage: |site, stage| site.words().say(&format!("help-stage-{stage}")),
    marks: write_marks,
};

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    let begins = Html::build(|writer| {
        if site.application().may_begin_help(&signed_in.actor) {
            writer.add(&Button::link(site.words().say("help-begin-title"), "/help/new"));
        }
    });
    LIST.show(&site, &signed_in, begins).await
}

/// What a reader must see beside a name.
pub(super) fn write_marks(writer: &mut Writer, site: &Site, marks: &[String]) {
    let named = marks.iter().map(|mark| site.words().say(&format!("help-mark-{mark}")));
    write_tags(writer, "yellow", named);
}
