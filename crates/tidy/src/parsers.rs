//! Every parser that takes text or bytes from outside, with something whole to begin from.
//!
//! A parser may refuse; it may not panic, hang or swallow memory. Each entry returns nothing, so that only that is seen.

mod returns_of;

pub use returns_of::{census, looked_after, page_form, tables};

use std::sync::{Arc, OnceLock};

use forms::Library;
use guidance::{Guidance, Milestone, Protocol, Rules};
use jiff::civil::{Date, date};
use kernel::{Capacity, Moment, Partnership, StreamId};
use records::{challenge, child, concern, feedback, partnership, reads, request, statutory};
use store::ledger::{Header, PublicKey, verify_export};

/// A parser, and whole inputs that it takes.
pub struct Parser {
    /// Its name, which is also the name of its target in `fuzz/`.
    pub name: &'static str,
    /// Feeds it.
    pub feed: fn(&[u8]),
    /// Inputs to begin from.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// Every parser.
pub const PARSERS: &[Parser] = &[
    Parser { name: "guidance", feed: guidance, seeds: guidance_seeds },
    Parser { name: "protocol", feed: protocol, seeds: protocol_seeds },
    Parser { name: "schedule", feed: schedule, seeds: schedule_seeds },
    Parser { name: "replay", feed: replay, seeds: replay_seeds },
    Parser { name: "measures", feed: measures_definitions, seeds: measures_seeds },
    Parser { name: "assumptions", feed: assumptions, seeds: assumptions_seeds },
    Parser { name: "forms", feed: forms_library, seeds: forms_seeds },
    Parser { name: "question", feed: question, seeds: question_seeds },
    Parser { name: "policy", feed: policy, seeds: policy_seeds },
    Parser { name: "names", feed: names, seeds: names_seeds },
    Parser { name: "amount", feed: amount, seeds: amount_seeds },
    Parser { name: "event", feed: event, seeds: event_seeds },
    Parser { name: "header", feed: header, seeds: header_seeds },
    Parser { name: "export", feed: export, seeds: export_seeds },
    Parser { name: "checkpoint", feed: checkpoint, seeds: checkpoint_seeds },
    Parser { name: "web_form", feed: web_form, seeds: web_form_seeds },
    Parser { name: "sent_contact", feed: sent_contact, seeds: sent_contact_seeds },
    Parser { name: "file_type", feed: file_type, seeds: file_type_seeds },
    Parser { name: "picture", feed: picture, seeds: picture_seeds },
    Parser { name: "identity_settings", feed: identity_settings, seeds: identity_settings_seeds },
    Parser { name: "database_url", feed: database_url, seeds: database_url_seeds },
    Parser { name: "census", feed: census, seeds: returns_of::census_seeds },
    Parser { name: "vignette", feed: vignette, seeds: vignette_seeds },
    Parser { name: "looked_after", feed: looked_after, seeds: returns_of::looked_after_seeds },
    Parser { name: "tables", feed: tables, seeds: returns_of::tables_seeds },
    Parser { name: "page_form", feed: page_form, seeds: returns_of::page_form_seeds },
];

/// The day on which answers are given; a date may be refused for being after it.
const TODAY: Date = date(2026, 11, 23);

fn known_guidance() -> Option<&'static Guidance> {
    static KNOWN: OnceLock<Option<Guidance>> = OnceLock::new();
    KNOWN.get_or_init(|| Guidance::embedded().ok()).as_ref()
}

fn known_forms() -> Option<&'static Library> {
    static KNOWN: OnceLock<Option<Library>> = OnceLock::new();
    KNOWN.get_or_init(|| Library::embedded().ok()).as_ref()
}

/// Worked family journeys.
pub fn vignette(bytes: &[u8]) {
    drop(vignettes::Vignette::read(&String::from_utf8_lossy(bytes)));
}

fn vignette_seeds() -> Vec<Vec<u8>> {
    vec![include_bytes!("../../../vignettes/protected-to-the-end.toml").to_vec()]
}

/// Data files of guidance.
pub fn guidance(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    drop(Guidance::from_sources(&[guidance::Source::new("guidance/hostile.toml", text)]));
}

fn guidance_seeds() -> Vec<Vec<u8>> {
    Guidance::embedded_sources().into_iter().map(|source| source.text.into_bytes()).collect()
}

/// A local protocol.
pub fn protocol(bytes: &[u8]) {
    let source = guidance::Source::new("protocols/hostile.toml", String::from_utf8_lossy(bytes));
    if let Some(guidance) = known_guidance() {
        drop(Protocol::parse(&source, guidance));
    }
}

fn protocol_seeds() -> Vec<Vec<u8>> {
    ["default", "wendale"]
        .into_iter()
        .filter_map(Protocol::embedded_source)
        .map(|source| source.text.into_bytes())
        .collect()
}

/// The most milestones that one input brings.
const MILESTONES_MAX: usize = 128;

/// Milestones in any order, some of them taken back, at any time that can be written: six bytes each.
pub fn schedule(bytes: &[u8]) {
    static RULES: OnceLock<Option<Rules>> = OnceLock::new();
    let rules = RULES.get_or_init(|| {
        let guidance = Arc::new(known_guidance()?.clone());
        let protocol = Arc::new(Protocol::embedded("wendale", &guidance).ok()?);
        Some(Rules::new(guidance, protocol))
    });
    let Some(rules) = rules else { return };
    let names: Vec<&str> = rules.guidance().milestones().map(|known| known.name.as_str()).collect();
    let (mut known, facts) = (Vec::new(), guidance::Facts::default());
    let mut standing = rules.standing(&known, &facts);
    for step in bytes.chunks_exact(6).take(MILESTONES_MAX) {
        let number = |place: usize| u16::from_le_bytes([step[place], step[place + 1]]);
        let Some(name) = names.get(usize::from(number(0)) % names.len().max(1)) else { return };
        let Some(at) = moment(step[3], number(4)) else { continue };
        let key = (step[2] % 4 != 0).then(|| (step[2] % 4).to_string());
        let milestone = Milestone { name: (*name).to_owned(), key, at };
        let place = known.iter().position(|other| *other == milestone);
        if let Some(place) = place.filter(|_| step[3] % 2 == 1) {
            known.swap_remove(place);
            standing.withdrawn(&milestone);
        } else {
            standing.happened(&milestone);
            known.push(milestone);
        }
    }
    assert_eq!(standing.scheduled(), rules.schedule(&known, &facts), "one at a time is as from scratch");
    if let Some(last) = known.last().and_then(|last| last.at.instant()) {
        drop(rules.as_of(&known, &facts, last));
    }
}

/// A day or an instant: near today, or as far away as can be written.
fn moment(kind: u8, number: u16) -> Option<Moment> {
    let days = jiff::Span::new().days(i32::from(number) % 3_000);
    let day = match kind / 2 % 8 {
        0 => Date::MAX.checked_sub(days),
        1 => Date::MIN.checked_add(days),
        2 => date(2028, 12, 31).checked_add(days),
        _ => date(2026, 1, 1).checked_add(jiff::Span::new().days(i32::from(number) % 400)),
    };
    let day = day.ok()?;
    if (kind / 16).is_multiple_of(2) {
        return Some(Moment::On(day));
    }
    let hour = i8::try_from(number % 24).ok()?;
    kernel::london_instant(day.at(hour, 0, 0, 0)).map(Moment::At)
}

fn schedule_seeds() -> Vec<Vec<u8>> {
    let step = |number: u8| [number, 0, number % 5, number.wrapping_mul(37), number.wrapping_mul(11), number];
    vec![(0..=60).flat_map(step).collect(), (0..=120).rev().flat_map(step).collect()]
}

/// What happened, as JSON, and what it makes due; mistakes are shown where they stand.
pub fn replay(bytes: &[u8]) {
    let source = guidance::Source::new("hostile.json", String::from_utf8_lossy(bytes));
    let Some(guidance) = known_guidance() else { return };
    match rulebook::replay::parse(&source, guidance) {
        Err(problems) => drop(rulebook::report(&problems, &[source])),
        Ok(happened) => drop(rulebook::replay::replay(guidance, None, &happened)),
    }
}

fn replay_seeds() -> Vec<Vec<u8>> {
    [
        r#"{"today": "2026-11-23", "edition": "WT-2023", "facts": {"disabled": true, "assessment_level": "full"}, "milestones": []}"#,
        r#"{"today": "2027-02-01", "milestones": [{"milestone": "referral.received", "on": "2026-11-23T09:00:00Z"},
            {"milestone": "comment.made", "key": "first", "on": "2026-12-01"}, {"milestone": "assessment.authorised", "on": "2027-01-29"}]}"#,
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}

/// The definitions of the equality measures, and what a stream contributes to them.
pub fn measures_definitions(bytes: &[u8]) {
    let source = guidance::Source::new("guidance/hostile.toml", String::from_utf8_lossy(bytes));
    drop(measures::Definitions::parse(&source));
    drop(serde_json::from_slice::<measures::Facts>(bytes));
}

fn measures_seeds() -> Vec<Vec<u8>> {
    let definitions =
        known_guidance().and_then(Guidance::measures).map(|source| source.text.clone().into_bytes());
    let facts = br#"{"child":"018f0000-0000-7000-8000-000000000001","disputes":["2026-11-23"],"requested":{"received_on":"2026-11-23","source":"parent-carer","disabled":"yes","age":7}}"#;
    definitions.into_iter().chain([facts.to_vec()]).collect()
}

/// What work is assumed to take, and draft guidance that is laid over other guidance.
pub fn assumptions(bytes: &[u8]) {
    let source = guidance::Source::new("assumptions/hostile.toml", String::from_utf8_lossy(bytes));
    drop(simulation::Assumptions::parse(&source));
    drop(simulation::lay_over(&[simulation::Assumptions::embedded_source()], &[source]));
}

fn assumptions_seeds() -> Vec<Vec<u8>> {
    vec![simulation::Assumptions::embedded_source().text.into_bytes()]
}

/// A file of a form, in place of the one with the same first line or, failing that, beside the others.
pub fn forms_library(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut sources = Library::embedded_sources();
    let first = text.lines().next().unwrap_or_default();
    match sources.iter_mut().find(|source| !first.is_empty() && source.text.starts_with(first)) {
        Some(source) => source.text = text,
        None => sources.push(forms::Source { path: "ask/1/hostile.toml".to_owned(), text }),
    }
    drop(Library::from_sources(&sources));
}

fn forms_seeds() -> Vec<Vec<u8>> {
    Library::embedded_sources().into_iter().map(|source| source.text.into_bytes()).collect()
}

/// What a browser sends as the answer to a question: the form, the question, then the fields.
pub fn question(bytes: &[u8]) {
    let Some(library) = known_forms() else { return };
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let (form, asked) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let fields: Vec<(String, String)> = lines
        .map(|line| line.split_once('=').unwrap_or((line, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    for form in library.forms().filter(|known| form.is_empty() || known.reference().to_string() == form) {
        let answers = form.no_answers();
        drop(forms::parse_question(form, asked, &fields, &answers, TODAY));
    }
}

fn question_seeds() -> Vec<Vec<u8>> {
    let Some(library) = known_forms() else { return Vec::new() };
    let mut seeds = Vec::new();
    for form in library.forms() {
        for question in form.questions() {
            let (form, asked) = (form.reference(), &question.id);
            seeds.push(
                format!("{form}\n{asked}\n{asked}=yes\n{asked}.day=31\n{asked}.month=2\n{asked}.year=2026\n{asked}.1.name=x")
                    .into_bytes(),
            );
        }
    }
    seeds
}

/// A table of who may do what.
pub fn policy(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let source = access::Source { path: "policies/hostile.toml".to_owned(), text };
    drop(access::Policy::from_source(source));
}

fn policy_seeds() -> Vec<Vec<u8>> {
    crate::source::files()
        .into_iter()
        .filter(|path| path.starts_with("policies/") && path.contains(".toml"))
        .map(|path| crate::source::read(path).into_bytes())
        .collect()
}

/// Names: of a stream, a partnership, a capacity, a database, a public key.
pub fn names(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(stream) = text.parse::<StreamId>() {
        assert_eq!(stream.to_string().parse(), Ok(stream), "a stream's name reads back");
    }
    if let Ok(partnership) = Partnership::new(text.as_ref()) {
        assert_eq!(partnership.as_str(), text, "a partnership's name is kept as it is");
    }
    drop(Capacity::new(text.as_ref()));
    drop(text.parse::<store::DatabaseUrl>());
    drop(text.parse::<PublicKey>());
}

fn names_seeds() -> Vec<Vec<u8>> {
    [
        "child/018f0000-0000-7000-8000-000000000007",
        "concern-reads/018f0000-0000-7000-8000-000000000007",
        "wendale",
        "lead-assessor",
        "sqlite:data/wendale/wendale.sqlite",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}

/// A stored event, of any stream: its name, a line's end, its body.
pub fn event(bytes: &[u8]) {
    let cut = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (kind, body) = bytes.split_at(cut);
    let kind = String::from_utf8_lossy(kind);
    let body = body.strip_prefix(b"\n").unwrap_or(body);
    drop(records::decode::<request::RequestEvent>(&kind, body));
    drop(records::decode::<child::ChildEvent>(&kind, body));
    drop(records::decode::<concern::ConcernEvent>(&kind, body));
    drop(records::decode::<partnership::PartnershipEvent>(&kind, body));
    drop(records::decode::<reads::ReadEvent>(&kind, body));
    drop(records::decode::<challenge::ChallengeEvent>(&kind, body));
    drop(records::decode::<feedback::FeedbackEvent>(&kind, body));
    drop(records::decode::<statutory::ReturnEvent>(&kind, body));
}

fn event_seeds() -> Vec<Vec<u8>> {
    let kinds = [
        request::RequestEvent::KINDS,
        child::ChildEvent::KINDS,
        concern::ConcernEvent::KINDS,
        partnership::PartnershipEvent::KINDS,
        reads::ReadEvent::KINDS,
        challenge::ChallengeEvent::KINDS,
        feedback::FeedbackEvent::KINDS,
        statutory::ReturnEvent::KINDS,
    ]
    .concat();
    let body =
        r#"{"happened":{"on":"2026-11-23"},"facts":{"person":"018f0000-0000-7000-8000-000000000007"}}"#;
    kinds.into_iter().map(|kind| format!("{kind}\n{body}").into_bytes()).collect()
}

/// The clear header of an entry.
pub fn header(bytes: &[u8]) {
    if let Ok(header) = Header::parse(bytes)
        && let Ok(written) = header.to_bytes()
    {
        assert_eq!(Header::parse(&written).ok(), Some(header), "a header reads back");
    }
}

fn header_seeds() -> Vec<Vec<u8>> {
    vec![br#"{"author":null,"format":1,"kind":"read","recorded_at":"2026-11-23T09:00:00.000000Z"}"#.to_vec()]
}

/// An exported record.
pub fn export(bytes: &[u8]) {
    drop(verify_export(bytes, None, None));
}

/// The public key of no partnership: well formed, and nobody holds its secret.
const KEY: &str = "alongside/wendale+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn export_seeds() -> Vec<Vec<u8>> {
    let begin = format!(r#"{{"export":{{"format":1,"partnership":"wendale","public_key":"{KEY}"}}}}"#);
    vec![format!("{begin}\n{{\"end\":{{\"entries\":0}}}}\n").into_bytes()]
}

/// A signed checkpoint, and the key that it is checked with: the key's line first.
pub fn checkpoint(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (key, note) = text.split_once('\n').unwrap_or((&text, ""));
    if let Ok(key) = key.parse::<PublicKey>() {
        drop(store::ledger::Checkpoint::parse(note, &key));
    }
}

fn checkpoint_seeds() -> Vec<Vec<u8>> {
    vec![
        format!(
            "{KEY}\nalongside/wendale\n7\nAAAA\nsigned 2026-11-23T09:00:00Z\n\n— alongside/wendale AAAA\n"
        )
        .into_bytes(),
    ]
}

/// A contact as another agency's system sends it.
pub fn sent_contact(bytes: &[u8]) {
    drop(web::parse_contact(bytes));
}

fn sent_contact_seeds() -> Vec<Vec<u8>> {
    let child = r#"{"name": "Robyn", "born": "2015-03-27", "address": "2 Mill Lane"}"#;
    let whole = format!(
        r#"{{"said": "He is hungry", "danger_now": false, "children": [{child}], "caller": {{"name": "", "reach": "1"}}, "harm": "no"}}"#
    );
    vec![whole.into_bytes(), br#"{"said": "x"}"#.to_vec()]
}

/// A form as a browser sends it.
pub fn web_form(bytes: &[u8]) {
    if let Ok(form) = web::parse_form(bytes) {
        assert!(form.fields.len() <= web::FIELDS_MAX, "no more fields than are allowed");
    }
}

fn web_form_seeds() -> Vec<Vec<u8>> {
    [
        "token=a&once=018f0000-0000-7000-8000-000000000007&what-would-help=a+break",
        "a=1&a=2&b=%F0%9F%92%9B",
        "%zz=&=&&",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}

/// An amount as somebody types it: `4`, `2.5`, `£16.80`.
pub fn amount(bytes: &[u8]) {
    drop(String::from_utf8_lossy(bytes).parse::<child::Hundredths>());
}

fn amount_seeds() -> Vec<Vec<u8>> {
    ["4", "2.5", "£1,450.50", "100000"].map(|text| text.as_bytes().to_vec()).into()
}

/// A file that somebody adds: what it is called, a line, then what is in it.
pub fn file_type(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (name, content) = bytes.split_at(end);
    application::type_of_file(content.get(1..).unwrap_or_default(), &String::from_utf8_lossy(name));
}

fn file_type_seeds() -> Vec<Vec<u8>> {
    let files: [&[u8]; 6] = [
        b"a.png\n\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"a.jpg\n\xff\xd8\xff\xe0\0\x10JFIF",
        b"a.pdf\n%PDF-1.7\n",
        b"a.m4a\n\0\0\0\x20ftypM4A \0\0\0\0",
        b"a.webm\n\x1aE\xdf\xa3",
        b"words.txt\nRobin likes the swing.",
    ];
    files.into_iter().map(<[u8]>::to_vec).collect()
}

/// A picture that somebody adds, from which what it says of its place is taken out.
pub fn picture(bytes: &[u8]) {
    if let Some(media_type) = application::type_of_file(bytes, "") {
        drop(application::without_hidden(media_type, bytes.to_vec()));
    }
}

fn picture_seeds() -> Vec<Vec<u8>> {
    let pictures: [&[u8]; 3] = [
        b"\xff\xd8\xff\xe1\0\x0cExif\0\0MM\0*\xff\xda\0\x08\x01\x01\0\0\x3f\0ab\xff\0c\xff\xd0\xff\xc4\0\x04\0\0\xff\xd9",
        b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xae\x42\x60\x82",
        b"RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\x50\x5a\0\x9d\x01\x2a\x01\0\x01\0",
    ];
    pictures.into_iter().map(<[u8]>::to_vec).collect()
}

/// Where a database is.
pub fn database_url(bytes: &[u8]) {
    let Ok(url) = String::from_utf8_lossy(bytes).parse::<store::DatabaseUrl>() else { return };
    drop((url.to_string(), url.keys_url().to_string(), url.files_path(), url.goes_in_clear()));
}

fn database_url_seeds() -> Vec<Vec<u8>> {
    let addresses: [&str; 5] = [
        "sqlite:/srv/alongside/alongside.db",
        "postgres://ann:s%40cret@db.example:5433,other.example/alongside?sslmode=require&connect_timeout=3",
        "postgres:///alongside?host=/run/one&host=/run/two&target_session_attrs=read-write&user=ann",
        "postgresql://ann:se/cr?et@[::1]:5432/x?sslrootcert=/etc/a%20b.pem",
        "postgres://localhost/x?hostaddr=10.0.0.1&sslmode=disable",
    ];
    addresses.map(|address| address.as_bytes().to_vec()).to_vec()
}

/// The file that names the provider by which practitioners sign in.
pub fn identity_settings(bytes: &[u8]) {
    drop(openid::Settings::from_toml(&String::from_utf8_lossy(bytes)));
}

fn identity_settings_seeds() -> Vec<Vec<u8>> {
    let text = "name = \"A\"\nissuer = \"https://a.example\"\nclient-id = \"c\"\naddress = \"https://b.example\"\n\
        account-claim = \"sub\"\n[second-factor]\nmethods = [\"mfa\"]\ncontexts = [\"urn:c\"]\n";
    vec![text.as_bytes().to_vec()]
}
