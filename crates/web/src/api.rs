//! The way in for other agencies' systems: a contact with the front door, as JSON. It becomes the same answers to the same form as on
//! the page, is read by the same rules, and is the same command; what must be put right is answered as problem details (RFC 9457).

use access::Actor;
use application::{Act, Failure, KeyFailure, Worry};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use forms::{Answer, Answers, QuestionId};
use records::concern::{About, Way as Raising};
use records::contact::{Caller, FORM, ReceiveContact, Way};
use serde::Deserialize;
use serde_json::{Value, json};
use thiserror::Error;
use uuid::Uuid;

use crate::answers::read;
use crate::pages::safety::refusal_words;
use crate::peer::Peer;
use crate::site::Site;
use crate::submitted::Submitted;

/// The most children of one contact; the form has no more rows.
const CHILDREN_MAX: usize = 10;
/// The header that makes one contact count once, however often it is sent.
const ONCE: &str = "idempotency-key";
/// The content type of problem details.
const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");

/// A contact, as a system sends it. What is not there was not said; what is not known has no name here and is an error.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentContact {
    /// What it is about, in the words of whoever got in touch.
    pub said: String,
    /// Whether a child is in danger now. Then nothing else is asked.
    #[serde(default)]
    pub danger_now: bool,
    /// The children, as far as they are known.
    #[serde(default)]
    pub children: Vec<SentChild>,
    /// Who got in touch, for the agency whose system it is.
    #[serde(default)]
    pub caller: SentCaller,
    /// `yes`, `no` or `unsure`: whether facts of harm are given.
    pub harm: Option<String>,
    /// `yes` or `no`: whether help is asked for.
    pub asks_for_help: Option<String>,
    /// `yes`, `no` or `not-known`.
    pub disabled: Option<String>,
    /// `yes`, `no` or `not-known`.
    pub family_knows: Option<String>,
    /// `yes`, `no` or `not-known`.
    pub family_agreed: Option<String>,
    /// Why the family does not know or did not agree.
    pub family_why: Option<String>,
}

/// A child of a contact.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentChild {
    /// The name, as far as it is known.
    pub name: String,
    /// The date of birth: `2015-03-27`.
    pub born: Option<String>,
    /// The address, or the part of it that is known.
    pub address: Option<String>,
}

/// Who got in touch.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentCaller {
    /// Their name.
    #[serde(default)]
    pub name: String,
    /// How to reach them.
    #[serde(default)]
    pub reach: String,
    /// Who they are, by the code that the census has for them.
    pub source: Option<String>,
}

/// Why a body is no contact.
#[derive(Debug, Error)]
pub enum SentContactError {
    /// It is not JSON of that shape.
    #[error("it cannot be read as a contact: {0}")]
    Shape(#[from] serde_json::Error),
    /// There are more children than one contact can have.
    #[error("one contact is about at most {CHILDREN_MAX} children")]
    TooManyChildren,
    /// A date of birth is not written as a day.
    #[error("children/{0}/born is no day like 2015-03-27")]
    NotADay(usize),
}

/// Reads the body of a contact.
///
/// # Errors
/// When it is no such JSON, or says more than a contact can hold.
pub fn parse_contact(bytes: &[u8]) -> Result<SentContact, SentContactError> {
    let sent: SentContact = serde_json::from_slice(bytes)?;
    if sent.children.len() > CHILDREN_MAX {
        return Err(SentContactError::TooManyChildren);
    }
    for (at, child) in sent.children.iter().enumerate() {
        let born = child.born.as_deref();
        if born.is_some_and(|born| born.parse::<jiff::civil::Date>().is_err()) {
            return Err(SentContactError::NotADay(at));
        }
    }
    Ok(sent)
}

impl SentContact {
    /// The same as the fields of the page's form.
    fn fields(&self) -> Vec<(String, String)> {
        let mut fields = vec![("contact-what".to_owned(), self.said.clone())];
        let said = [
            ("contact-harm", &self.harm),
            ("contact-help", &self.asks_for_help),
            ("contact-disabled", &self.disabled),
            ("contact-family-knows", &self.family_knows),
            ("contact-family-agreed", &self.family_agreed),
            ("contact-family-why", &self.family_why),
            ("contact-source", &self.caller.source),
        ];
        for (question, answer) in said {
            fields.extend(answer.clone().map(|answer| (question.to_owned(), answer)));
        }
        for (at, child) in self.children.iter().enumerate() {
            // The rows of a form are counted from one.
            let field = |name: &str| format!("contact-children.{}.{name}", at + 1);
            fields.push((field("child-name"), child.name.clone()));
            fields.extend(child.address.clone().map(|address| (field("child-address"), address)));
            let born = child.born.as_deref().and_then(|born| born.parse::<jiff::civil::Date>().ok());
            if let Some(born) = born {
                fields.push((field("child-born.day"), born.day().to_string()));
                fields.push((field("child-born.month"), born.month().to_string()));
                fields.push((field("child-born.year"), born.year().to_string()));
            }
        }
        fields
    }
}

/// Takes a contact of a partner's system.
pub async fn contact(State(site): State<Site>, peer: Peer, headers: HeaderMap, body: Bytes) -> Response {
    let system = match signed_in(&site, &peer, &headers).await {
        Ok(system) => system,
        Err(answer) => return *answer,
    };
    let is_json = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(|kind| {
        kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
    });
    if !is_json {
        return problem(&site, StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json");
    }
    let once = headers.get(ONCE).and_then(|key| key.to_str().ok()).and_then(|key| key.trim().parse().ok());
    let Some(once) = once else {
        return problem(&site, StatusCode::BAD_REQUEST, "no-idempotency-key");
    };
    match parse_contact(&body) {
        Ok(sent) => take(&site, &system, &sent, once).await,
        Err(error) => {
            // The error names a place in what was sent, and nothing of what it says.
            let errors = json!({ "errors": [{ "pointer": "", "detail": error.to_string() }] });
            problem_with(&site, StatusCode::BAD_REQUEST, "not-a-contact", errors)
        }
    }
}

/// Whose key was sent.
async fn signed_in(site: &Site, peer: &Peer, headers: &HeaderMap) -> Result<Actor, Box<Response>> {
    let sent = headers.get(AUTHORIZATION).and_then(|sent| sent.to_str().ok());
    let key = sent.and_then(|sent| sent.strip_prefix("Bearer ")).unwrap_or_default().trim();
    // Wrong keys are counted by themselves: they keep no family on the same connection from giving a code.
    let from = [b"key/".as_slice(), &peer.place("")].concat();
    match site.application().system_of(key, &from).await {
        Ok(system) => Ok(system),
        Err(KeyFailure::Unknown) => {
            let answer = problem(site, StatusCode::UNAUTHORIZED, "no-key");
            let challenge = HeaderValue::from_static("Bearer");
            Err(Box::new(([(WWW_AUTHENTICATE, challenge)], answer).into_response()))
        }
        Err(KeyFailure::TooMany { again_at }) => {
            let seconds = again_at.as_second().saturating_sub(site.application().now().as_second()).max(1);
            let answer = problem(site, StatusCode::TOO_MANY_REQUESTS, "too-many");
            Err(Box::new(([(RETRY_AFTER, seconds.to_string())], answer).into_response()))
        }
        Err(KeyFailure::Failure(failure)) => Err(Box::new(failed(site, &failure))),
    }
}

/// Takes what was sent, or says what must be put right.
async fn take(site: &Site, system: &Actor, sent: &SentContact, once: Uuid) -> Response {
    let application = site.application();
    let Some(form) = application.forms().latest(FORM) else {
        return failed(site, &Failure::NotThere);
    };
    if sent.danger_now {
        return match raise(site, system, sent, once).await {
            Ok(concern) => received("concern", Some(concern)),
            Err(failure) => answer_of(site, failure),
        };
    }
    let submitted = Submitted { fields: sent.fields(), once: Some(once) };
    let questions = ["said", "caller"].iter().filter_map(|section| form.section(section));
    let questions = questions.flat_map(|section| section.questions.iter());
    let (answers, problems) = read(site, form, questions, &submitted, true);
    if !problems.is_empty() {
        let errors: Vec<Value> = problems
            .0
            .iter()
            .map(|(field, message)| json!({ "pointer": pointer(field), "detail": message }))
            .collect();
        let errors = json!({ "errors": errors });
        return problem_with(site, StatusCode::UNPROCESSABLE_ENTITY, "to-put-right", errors);
    }
    let contact = application.new_identifier();
    let children: Vec<Uuid> = (0..CHILDREN_MAX).map(|_| application.new_identifier()).collect();
    let by = match caller(site, system, sent, &answers).await {
        Ok(by) => Some(by),
        Err(failure) => return answer_of(site, failure),
    };
    let receive = ReceiveContact { way: Way::System, received_at: application.now(), by, children, answers };
    match application.execute(system, Act::on(contact, receive).once(once)).await {
        Ok(_) => received("contact", Some(contact)),
        Err(failure) => answer_of(site, failure),
    }
}

/// Danger now is a raised concern at once.
async fn raise(site: &Site, system: &Actor, sent: &SentContact, once: Uuid) -> Result<Uuid, Failure> {
    let form = site.application().forms().latest("concern").ok_or(Failure::NotThere)?;
    let mut answers = form.no_answers();
    for (question, answer) in [
        ("what-was-noticed", Answer::Text(sent.said.clone())),
        ("immediate-danger", Answer::Choice("yes".to_owned())),
    ] {
        if let Ok(question) = QuestionId::new(question) {
            answers.set(&question, Some(answer).filter(|answer| answer.text() != Some("")));
        }
    }
    let names: Vec<&str> = sent.children.iter().map(|child| child.name.trim()).collect();
    let reach: Vec<&str> = [sent.caller.name.trim(), sent.caller.reach.trim()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let worry = Worry {
        way: Raising::Practitioner,
        about: About { described: names.join(", "), ..About::default() },
        answers,
        noticed: sent.said.clone(),
        immediate: true,
        unsure: false,
        reach: reach.join(", "),
    };
    site.application().raise_concern(system, worry, Some(once)).await
}

/// Who got in touch: for the agency whose system it is.
async fn caller(
    site: &Site,
    system: &Actor,
    sent: &SentContact,
    answers: &Answers,
) -> Result<Caller, Failure> {
    let partnership = site.application().partnership_state().await?;
    let Actor::Practitioner { agency, .. } = system else { return Err(Failure::NotThere) };
    let organisation = partnership.state.agencies.get(agency).map(|agency| agency.name.clone());
    let source =
        answers.get("contact-source").and_then(|answer| answer.chosen().first().map(|&one| one.to_owned()));
    Ok(Caller {
        name: sent.caller.name.trim().to_owned(),
        organisation: organisation.unwrap_or_default(),
        reach: sent.caller.reach.trim().to_owned(),
        at_work: true,
        source,
    })
}

/// The place in what was sent that a field of the form stands for.
fn pointer(field: &str) -> String {
    if let Some(rest) = field.strip_prefix("contact-children.") {
        let (at, name) = rest.split_once('.').unwrap_or((rest, ""));
        let name = name.strip_prefix("child-").unwrap_or(name);
        let name = name.split('.').next().unwrap_or_default();
        let row = at.parse::<usize>().unwrap_or(1).saturating_sub(1);
        return format!("/children/{row}/{name}");
    }
    match field {
        "contact-what" => "/said".to_owned(),
        "contact-help" => "/asks_for_help".to_owned(),
        "contact-source" => "/caller/source".to_owned(),
        other => format!("/{}", other.strip_prefix("contact-").unwrap_or(other).replace('-', "_")),
    }
}

/// It was received, now or before.
fn received(what: &str, id: Option<Uuid>) -> Response {
    let status = if id.is_some() { StatusCode::CREATED } else { StatusCode::OK };
    let body = json!({ "received": what, "id": id, "again": id.is_none() });
    let kind = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (status, kind, body.to_string()).into_response()
}

fn answer_of(site: &Site, failure: Failure) -> Response {
    match failure {
        // Sent again: it counted the first time.
        Failure::AlreadyDone => received("before", None),
        Failure::Refused(refusal) => {
            let said = refusal_words(site, refusal.code());
            let errors = json!({ "errors": [{ "pointer": "", "code": refusal.code(), "detail": said }] });
            problem_with(site, StatusCode::UNPROCESSABLE_ENTITY, "to-put-right", errors)
        }
        failure => failed(site, &failure),
    }
}

fn failed(site: &Site, failure: &Failure) -> Response {
    if matches!(failure, Failure::Busy) {
        return problem(site, StatusCode::CONFLICT, "busy");
    }
    if failure.is_away() {
        return problem(site, StatusCode::SERVICE_UNAVAILABLE, "away");
    }
    tracing::error!(error = %failure, "a contact of a system could not be taken");
    problem(site, StatusCode::INTERNAL_SERVER_ERROR, "broken")
}

fn problem(site: &Site, status: StatusCode, code: &str) -> Response {
    problem_with(site, status, code, json!({}))
}

fn problem_with(site: &Site, status: StatusCode, code: &str, more: Value) -> Response {
    let mut body = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or_default(),
        "status": status.as_u16(),
        "code": code,
        "detail": site.words().say(&format!("api-{code}")),
    });
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more);
    }
    let kind: [(HeaderName, HeaderValue); 1] = [(CONTENT_TYPE, PROBLEM)];
    (status, kind, body.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_an_error_and_each_field_has_its_place() {
        assert!(parse_contact(br#"{"said": "He cries", "say": 1}"#).is_err());
        assert!(
            parse_contact(br#"{"said": "He cries", "children": [{"name": "Robyn", "born": "27/3/2015"}]}"#)
                .is_err()
        );
        let many = format!(r#"{{"said": "x", "children": [{}]}}"#, [r#"{"name": "R"}"#; 11].join(","));
        assert!(matches!(parse_contact(many.as_bytes()), Err(SentContactError::TooManyChildren)));
        let sent =
            parse_contact(br#"{"said": "He cries", "children": [{"name": "Robyn", "born": "2015-03-27"}]}"#);
        let fields = sent.unwrap().fields();
        assert!(fields.contains(&("contact-children.1.child-born.day".to_owned(), "27".to_owned())));
        assert_eq!(pointer("contact-children.1.child-born.day"), "/children/0/born");
        assert_eq!(pointer("contact-family-why"), "/family_why");
    }
}
