//! What the lists show follows from one stream at a time, and can be made anew.

use jiff::civil::date;
use kernel::{PersonId, StreamId, StreamKind};
use store::{
    Batch, Body, DutyRow, InvolvementRow, Page, Projection, Rows, SearchHit, SummaryFilter, SummaryRow,
};

use crate::setting::{Setting, at, batch, capacity, child, entry, person, wendale};

on_both_engines!(
    duties_come_by_urgency_with_the_line_about_their_stream,
    summaries_are_filtered_and_ordered,
    involvements_and_search_find_their_streams,
    a_projection_replaces_all_that_was_there_and_a_rebuild_changes_nothing,
    what_is_shown_of_an_erased_subject_is_erased_too,
    streams_are_listed_in_order_page_by_page,
);

fn duty(duty: &str, due: Option<&str>, watchers: Vec<PersonId>) -> DutyRow {
    DutyRow {
        duty: duty.to_owned(),
        key: "1".to_owned(),
        due: due.map(str::to_owned),
        responsible: capacity("navigator"),
        person: watchers.first().copied(),
        watchers,
        digest: "sha256:00".to_owned(),
        body: format!("about {duty}").into_bytes(),
    }
}

fn projection(number: u128, state: &str, owner: Option<u128>, duties: Vec<DutyRow>) -> Projection {
    Projection {
        stream: child(number),
        subject: child(number).id,
        rows: Rows {
            measured: None,
            summary: Some(SummaryRow {
                state: state.to_owned(),
                owner: owner.map(person),
                sort_at: at(i64::try_from(100 - number).unwrap()),
                display: format!("child {number}").into_bytes(),
            }),
            duties,
            involvements: vec![InvolvementRow {
                person: person(50 + number),
                capacity: capacity("parent-carer"),
                from: date(2026, 11, 23),
                until: (number == 2).then(|| date(2026, 12, 1)),
            }],
            search: vec![format!("name{number}"), "wendale".to_owned()],
        },
    }
}

async fn keep(setting: &Setting, projections: Vec<Projection>) {
    let new = Batch { projections, ..Batch::new(wendale(), at(0)) };
    setting.store.append(new).await.unwrap();
}

async fn three(setting: &Setting) {
    let watched = vec![person(1), person(2)];
    keep(
        setting,
        vec![
            projection(
                1,
                "open",
                Some(1),
                vec![duty("K2", Some("2026-12-02"), watched.clone()), duty("K9", None, watched)],
            ),
            projection(2, "open", Some(2), vec![duty("K1", Some("2026-12-01"), vec![person(1)])]),
            projection(3, "closed", Some(1), vec![duty("K3", Some("2026-11-30"), vec![])]),
        ],
    )
    .await;
}

fn names(rows: &[store::DutyFound]) -> Vec<&str> {
    rows.iter().map(|row| row.duty.as_str()).collect()
}

fn streams(rows: &[store::SummaryFound]) -> Vec<StreamId> {
    rows.iter().map(|row| row.stream).collect()
}

async fn duties_come_by_urgency_with_the_line_about_their_stream(setting: Setting) {
    three(&setting).await;
    let found = setting.store.duties_watched(&wendale(), person(1), Page::whole()).await.unwrap();
    assert_eq!((names(&found.rows), found.total), (vec!["K1", "K2", "K9"], 3));
    let first = &found.rows[0];
    assert_eq!(first.body, Body::Plain(b"about K1".to_vec()));
    assert_eq!(first.due.as_deref(), Some("2026-12-01"));
    let summary = first.summary.as_ref().unwrap();
    assert_eq!((summary.stream, summary.owner), (child(2), Some(person(2))));
    assert_eq!(summary.display, Body::Plain(b"child 2".to_vec()));
    assert_eq!(found.rows[2].due, None);
    let second =
        setting.store.duties_watched(&wendale(), person(1), Page { offset: 1, limit: 1 }).await.unwrap();
    assert_eq!((names(&second.rows), second.total), (vec!["K2"], 3));
    let all = [capacity("navigator"), capacity("parent-carer"), capacity("navigator")];
    let found =
        setting.store.duties_of_capacities(&wendale(), &all, Page { offset: 1, limit: 2 }).await.unwrap();
    assert_eq!((names(&found.rows), found.total), (vec!["K1", "K2"], 4));
    let own = setting.store.duties_of_stream(&wendale(), child(1)).await.unwrap();
    assert_eq!(names(&own), ["K2", "K9"]);
    let nobody = setting.store.duties_watched(&wendale(), person(7), Page::whole()).await.unwrap();
    assert_eq!((nobody.rows.len(), nobody.total), (0, 0));
}

async fn summaries_are_filtered_and_ordered(setting: Setting) {
    three(&setting).await;
    let cases = [
        (None, None, vec![child(3), child(2), child(1)]),
        (Some("open"), None, vec![child(2), child(1)]),
        (None, Some(1), vec![child(3), child(1)]),
        (Some("closed"), Some(1), vec![child(3)]),
        (Some("closed"), Some(2), vec![]),
    ];
    for (state, owner, expected) in cases {
        let filter = SummaryFilter { state: state.map(str::to_owned), owner: owner.map(person) };
        let found =
            setting.store.summaries(&wendale(), StreamKind::Child, &filter, Page::whole()).await.unwrap();
        assert_eq!(found.total, expected.len() as u64);
        assert_eq!(streams(&found.rows), expected);
        let one = Page { offset: 0, limit: 1 };
        let found = setting.store.summaries(&wendale(), StreamKind::Child, &filter, one).await.unwrap();
        assert_eq!((found.rows.len(), found.total), (expected.len().min(1), expected.len() as u64));
    }
    let none = setting
        .store
        .summaries(&wendale(), StreamKind::Request, &SummaryFilter::default(), Page::whole())
        .await
        .unwrap();
    assert_eq!(none.total, 0);
    assert_eq!(setting.store.summary(&wendale(), child(2)).await.unwrap().unwrap().state, "open");
    assert_eq!(setting.store.summary(&wendale(), child(4)).await.unwrap(), None);
}

async fn involvements_and_search_find_their_streams(setting: Setting) {
    three(&setting).await;
    let of_person = setting.store.involvements_of_person(&wendale(), person(52)).await.unwrap();
    assert_eq!(of_person.len(), 1);
    assert_eq!((of_person[0].0, of_person[0].1.until), (child(2), Some(date(2026, 12, 1))));
    let of_stream = setting.store.involvements_of_stream(&wendale(), child(1)).await.unwrap();
    assert_eq!(of_stream[0].person, person(51));
    let tokens = ["wendale".to_owned(), "name2".to_owned(), "name2".to_owned(), "other".to_owned()];
    let hits = setting.store.search(&wendale(), StreamKind::Child, &tokens).await.unwrap();
    assert_eq!(hits[0], SearchHit { stream: child(2), matches: 2 });
    assert_eq!(hits.len(), 3);
    assert!(setting.store.search(&wendale(), StreamKind::Concern, &tokens).await.unwrap().is_empty());
    assert!(!setting.holds(b"name2"), "tokens are kept only as digests");
}

async fn a_projection_replaces_all_that_was_there_and_a_rebuild_changes_nothing(setting: Setting) {
    three(&setting).await;
    keep(&setting, vec![projection(1, "closed", None, vec![duty("K4", None, vec![person(3)])])]).await;
    let found = setting.store.duties_watched(&wendale(), person(1), Page::whole()).await.unwrap();
    assert_eq!(names(&found.rows), ["K1"]);
    let kept = setting.store.all_projection_rows(&wendale()).await.unwrap();
    assert_eq!(kept.len(), 3 + 3 + 2 + 3 + 6);
    setting
        .store
        .replace_projections(
            &wendale(),
            vec![
                (0, projection(3, "closed", Some(1), vec![duty("K3", Some("2026-11-30"), vec![])])),
                (0, projection(2, "open", Some(2), vec![duty("K1", Some("2026-12-01"), vec![person(1)])])),
                (0, projection(1, "closed", None, vec![duty("K4", None, vec![person(3)])])),
            ],
            at(7),
        )
        .await
        .unwrap();
    assert_eq!(setting.store.all_projection_rows(&wendale()).await.unwrap(), kept);
    let other = projection(1, "closed", None, vec![duty("K4", None, vec![person(4)])]);
    setting.store.replace_projections(&wendale(), vec![(0, other)], at(8)).await.unwrap();
    assert_ne!(setting.store.all_projection_rows(&wendale()).await.unwrap(), kept);
    let empty = Projection { stream: child(1), subject: child(1).id, rows: Rows::default() };
    setting.store.replace_projections(&wendale(), vec![(0, empty)], at(9)).await.unwrap();
    assert_eq!(setting.store.summary(&wendale(), child(1)).await.unwrap(), None);
    assert_eq!(setting.store.lists_rebuilt_at(&wendale()).await.unwrap(), Some(at(9)));
    // What was folded before the stream grew is out of date, and changes nothing.
    setting.store.append(batch(vec![], vec![entry(child(2), "more")])).await.unwrap();
    let kept = setting.store.all_projection_rows(&wendale()).await.unwrap();
    let stale = projection(2, "closed", None, vec![]);
    setting.store.replace_projections(&wendale(), vec![(0, stale.clone())], at(10)).await.unwrap();
    assert_eq!(setting.store.all_projection_rows(&wendale()).await.unwrap(), kept);
    setting.store.replace_projections(&wendale(), vec![(1, stale)], at(11)).await.unwrap();
    assert_ne!(setting.store.all_projection_rows(&wendale()).await.unwrap(), kept);
}

async fn what_is_shown_of_an_erased_subject_is_erased_too(setting: Setting) {
    three(&setting).await;
    setting.store.erase_subject(&wendale(), child(2).id, at(1)).await.unwrap();
    let found = setting.store.summary(&wendale(), child(2)).await.unwrap().unwrap();
    assert_eq!(found.display, Body::Erased);
    // A rebuild goes through, and keeps nothing.
    let again = projection(2, "open", Some(2), vec![duty("K1", Some("2026-12-01"), vec![person(1)])]);
    setting.store.replace_projections(&wendale(), vec![(0, again)], at(2)).await.unwrap();
    let duties = setting.store.duties_of_stream(&wendale(), child(2)).await.unwrap();
    assert_eq!(duties[0].body, Body::Erased);
}

async fn streams_are_listed_in_order_page_by_page(setting: Setting) {
    let numbers = [5, 1, 9, 3];
    let entries = numbers.iter().flat_map(|number| [entry(child(*number), "a"), entry(child(*number), "b")]);
    setting.store.append(batch(vec![], entries.collect())).await.unwrap();
    let list = |after, limit| setting.store.streams(&WENDALE, StreamKind::Child, after, limit);
    assert_eq!(list(None, 3).await.unwrap(), [child(1), child(3), child(5)]);
    assert_eq!(list(Some(child(5).id), 3).await.unwrap(), [child(9)]);
    assert!(list(Some(child(9).id), 3).await.unwrap().is_empty());
    assert_eq!(setting.store.digest_in_use(&wendale()).await.unwrap(), None);
    setting.store.set_digest_in_use(&wendale(), "sha256:01").await.unwrap();
    setting.store.set_digest_in_use(&wendale(), "sha256:02").await.unwrap();
    assert_eq!(setting.store.digest_in_use(&wendale()).await.unwrap().as_deref(), Some("sha256:02"));
}

static WENDALE: std::sync::LazyLock<kernel::Partnership> = std::sync::LazyLock::new(wendale);
