//! The validator of returns as a program that reads one text and writes another, so that it runs inside a page as it does on a
//! command line.
//!
//! What is asked is a line of JSON that names the fields of the form, each with its length, and then their bytes. What is
//! answered is a line of JSON that says what it is, and then its bytes; or a line that says why there is nothing.

use guidance::Guidance;
use returns::cin::validate;
use returns::output::desk::{Chosen, Place, Refused, answered, one_file};
use returns::{Report, WorkingDays};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A field of the form, as the line names it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    field: String,
    name: String,
    length: usize,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum About<'a> {
    Answer { kind: &'a str, name: Option<&'a str> },
    Problem { problem: String },
}

/// Why nothing is answered.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error("what came is not what the form sends")]
    Form,
    #[error("what was found could not be written")]
    Unwritten(#[from] std::io::Error),
}

/// The answer to what is asked.
pub fn answer(asked: &[u8]) -> Vec<u8> {
    let (about, bytes) = match found(asked) {
        Ok((kind, name, bytes)) => (About::Answer { kind, name }, bytes),
        Err(stopped) => (About::Problem { problem: stopped.to_string() }, Vec::new()),
    };
    // A few texts are written as JSON without fail.
    let mut line = serde_json::to_vec(&about).unwrap_or_default();
    line.push(b'\n');
    line.extend(bytes);
    line
}

fn found(asked: &[u8]) -> Result<(&'static str, Option<&'static str>, Vec<u8>), Stopped> {
    let end = asked.iter().position(|byte| *byte == b'\n').ok_or(Stopped::Form)?;
    let (line, mut rest) = (&asked[..end], &asked[end + 1..]);
    let fields: Vec<Field> = serde_json::from_slice(line).map_err(|_| Stopped::Form)?;
    let mut chosen = Chosen::default();
    for field in fields {
        let (bytes, after) = rest.split_at_checked(field.length).ok_or(Stopped::Form)?;
        chosen.take(&field.field, field.name, bytes.to_vec())?;
        rest = after;
    }
    let wanted = chosen.answer().to_owned();
    let report: Report =
        chosen.checked::<Stopped>(working_days(), |bytes, options| Ok(validate(bytes, options)))?;
    let answer = answered(&report, &wanted, Place::OneFile)?;
    Ok((answer.kind, answer.name, answer.bytes))
}

/// The bank holidays that are built in. That they can be read is seen before the program is: without them, rules that count
/// working days say that they could not be asked.
fn working_days() -> WorkingDays {
    let Ok(guidance) = Guidance::embedded() else { return WorkingDays::default() };
    let calendar = guidance.calendar();
    let holidays = calendar.holidays().map(|holiday| holiday.date).collect();
    WorkingDays::new(holidays, calendar.known_from(), calendar.known_until())
}

/// The page, with the program in it.
pub fn page(module: &[u8]) -> String {
    one_file(&data_encoding::BASE64.encode(module), |text| {
        data_encoding::BASE64.encode(&Sha256::digest(text.as_bytes()))
    })
}
