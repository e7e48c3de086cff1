//! The partnership's documents have versions, owners, sign-offs and days; a share says what it is used for, and under which
//! version of which agreement it stands.

use jiff::civil::date;
use records::child::{RecordShare, Register, Registered, Shared, UnderAgreement};
use records::partnership::{DocumentKind, PublishDocument};
use uuid::Uuid;

use crate::protecting::{answers_to, code};
use crate::scene::{NAVIGATOR, Outcome, Scene};

const SIGNED: &str = "signed-for=local-authority;signed-by=The chief executive;signed-on=2026-10-01|\
                      signed-for=health;signed-by=The chief executive of the board;signed-on=2026-10-02|\
                      signed-for=police;signed-by=The chief constable;signed-on=2026-10-05";

fn given<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("publish-kind", "yearly-report"),
        ("publish-title", "What changed for children"),
        ("publish-version", "2026"),
        ("publish-owner", "The partnership's business manager"),
        ("publish-signed", SIGNED),
        ("publish-on", "2026-10-12"),
        ("publish-from", "2026-10-12"),
        ("publish-address", "https://wendale.example/report"),
        ("publish-summary", "Fewer children waited."),
    ];
    let kept = usual.into_iter().filter(|(question, _)| changed.iter().all(|(other, _)| other != question));
    kept.chain(changed.iter().copied().filter(|(_, value)| !value.is_empty())).collect()
}

fn publish(scene: &mut Scene, document: u128, changed: &[(&str, &str)]) -> Outcome {
    let answers = answers_to(scene, "document", &given(changed));
    scene.partnership(&PublishDocument { document: Uuid::from_u128(document), answers })
}

#[test]
fn pitfall_23_a_document_has_a_version_an_owner_sign_offs_and_a_day() {
    let mut scene = Scene::new();
    for (left_out, said) in [
        ("publish-kind", "document-needs-kind"),
        ("publish-title", "document-needs-name"),
        ("publish-version", "document-needs-name"),
        ("publish-owner", "document-needs-name"),
        ("publish-signed", "document-not-signed"),
        ("publish-on", "held-in-future"),
        ("publish-summary", "document-needs-summary"),
    ] {
        assert_eq!(code(publish(&mut scene, 1, &[(left_out, "")])), said, "{left_out}");
    }
    let (two, _) = SIGNED.rsplit_once('|').unwrap();
    assert_eq!(code(publish(&mut scene, 1, &[("publish-signed", two)])), "document-not-signed");
    assert_eq!(code(publish(&mut scene, 1, &[("publish-on", "2026-10-04")])), "document-signed-later");
    assert_eq!(code(publish(&mut scene, 1, &[("publish-on", "2027-10-04")])), "held-in-future");
    let elsewhere = [("publish-address", "http://wendale.example")];
    assert_eq!(code(publish(&mut scene, 1, &elsewhere)), "document-address");
    publish(&mut scene, 1, &[]).unwrap();
    assert_eq!(code(publish(&mut scene, 2, &[])), "document-published");
    publish(&mut scene, 2, &[("publish-version", "2026, corrected")]).unwrap();
    let versions: Vec<&str> =
        scene.partnership.versions(DocumentKind::YearlyReport).map(|known| known.version.as_str()).collect();
    assert_eq!(versions, ["2026, corrected", "2026"], "what was published stays as it was");
}

#[test]
fn pitfall_23_the_next_yearly_report_is_owed_from_the_last_one_and_arrangements_are_published() {
    let mut scene = Scene::new();
    publish(&mut scene, 1, &[]).unwrap();
    publish(&mut scene, 2, &[("publish-kind", "arrangements"), ("publish-title", "How we work")]).unwrap();
    let owed = scene.partnership.document_duties(&scene.rules);
    let open: Vec<(&str, Option<jiff::civil::Date>)> = owed
        .iter()
        .filter(|duty| duty.stopped.is_none() && !duty.lapsed)
        .map(|duty| (duty.duty.as_str(), duty.due.date()))
        .collect();
    assert_eq!(open, [("MA-02", Some(date(2027, 10, 12)))]);
}

fn agreement(scene: &mut Scene, document: u128, version: &str, from: &str) -> UnderAgreement {
    let changed = [
        ("publish-kind", "sharing-agreement"),
        ("publish-title", "Schools and council"),
        ("publish-version", version),
        ("publish-signed", "signed-for=another;signed-by=The head of Larkfield;signed-on=2026-10-01"),
        ("publish-from", from),
    ];
    publish(scene, document, &changed).unwrap();
    UnderAgreement { document: Uuid::from_u128(document), named: format!("Schools and council, {version}") }
}

fn share(purpose: &str, under: Option<UnderAgreement>, passed_on: bool) -> RecordShare {
    RecordShare(Shared {
        with: "Larkfield School".into(),
        what: "That a support assessment is open".into(),
        why: "To hear how school days go".into(),
        purpose: purpose.into(),
        under,
        basis: "UKGDPR-6-1-e".into(),
        passed_on,
        without_agreement: "The law says that we must.".into(),
    })
}

#[test]
fn pitfall_18_a_share_says_the_purpose_of_whoever_has_it_and_the_version_of_the_agreement() {
    let mut scene = Scene::new();
    let registered = Registered { called: "Robin".into(), ..Registered::default() };
    scene.child(NAVIGATOR, &Register(registered)).unwrap();
    // A refusal is recorded too, with what it was wanted for.
    for passed_on in [true, false] {
        assert_eq!(code(scene.child(NAVIGATOR, &share(" ", None, passed_on))), "purpose-missing");
        scene.child(NAVIGATOR, &share("To plan lessons", None, passed_on)).unwrap();
    }
    let old = agreement(&mut scene, 1, "1", "2026-10-12");
    scene.child(NAVIGATOR, &share("To plan lessons", Some(old.clone()), true)).unwrap();
    let ahead = agreement(&mut scene, 2, "2", "2027-01-01");
    let refused = scene.child(NAVIGATOR, &share("To plan lessons", Some(ahead.clone()), true));
    assert_eq!(code(refused), "sharing-agreement-unknown", "it is not in force yet");
    let made_up = UnderAgreement { named: "Schools and council, 3".into(), ..old.clone() };
    let refused = scene.child(NAVIGATOR, &share("To plan lessons", Some(made_up), true));
    assert_eq!(code(refused), "sharing-agreement-unknown");
    scene.at("2027-01-04T09:00:00Z");
    let refused = scene.child(NAVIGATOR, &share("To plan lessons", Some(old.clone()), true));
    assert_eq!(code(refused), "sharing-agreement-unknown", "a later version took its place");
    scene.child(NAVIGATOR, &share("To plan lessons", Some(ahead), true)).unwrap();
    let kept: Vec<_> = scene.child.shares.iter().map(|noted| noted.fact.under.clone()).collect();
    assert_eq!(kept[2], Some(old), "what was shared keeps the version of its day");
}
