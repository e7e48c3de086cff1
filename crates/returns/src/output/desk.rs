//! The pages of a validator on somebody's own machine: choose files, and see what was found in them.

mod answer;
mod chosen;
mod one_file;

use govuk::Writer;

pub use answer::{Answer, Place, answered};
pub use chosen::{Chosen, Refused};
pub use one_file::one_file;

use super::html::{Parts, document};
use crate::{Year, cin};

/// The most bytes that are taken at once: six times the census of the largest authority, and what a small machine holds.
pub const BYTES_MAX: usize = 256 * 1024 * 1024;
/// The most files of one return: twelve of this year, twelve of the last, two lists, and room for a mistake.
pub const FILES_MAX: usize = 40;

/// The style sheet of both pages, at `/report.css`.
pub const STYLES: &str = super::html::STYLES;
/// The script of the report, at `/report.js`.
pub const REPORT_SCRIPT: &str = super::html::SCRIPT;
/// The script of the form, at `/form.js`: files may be dropped anywhere on the page.
pub const FORM_SCRIPT: &str = include_str!("desk.js");

/// The fields of the form that take files: name, label, hint, and whether it takes several.
const FILES: [(&str, &str, &str, bool); 4] = [
    (
        "files",
        "The return",
        "One children in need census (XML), or the files of one SSDA903 (CSV), all at once. You can drop them anywhere on \
         this page.",
        true,
    ),
    ("last", "Last year's SSDA903", "Its files, with which some rules compare. A census needs none.", true),
    ("postcodes", "The postcode directory", "CSV with a column pcd, pcds or postcode.", false),
    ("providers", "The list of providers", "CSV with a column URN.", false),
];

/// The forms in which an answer can be had: value and label.
const ANSWERS: [(&str, &str); 3] = [
    ("html", "A page, here"),
    ("csv", "Rows for a spreadsheet (CSV)"),
    ("json", "Everything, for programs (JSON)"),
];

/// The form; with what kept the files that were sent from being checked.
pub fn form(problem: Option<&str>) -> String {
    let title = match problem {
        Some(_) => "Problem: Check a return",
        None => "Check a return",
    };
    document(
        title,
        Parts::Beside("/form.js"),
        "Skip to the form",
        |_| (),
        |writer| {
            writer.element("h1").text("Check a return");
            if let Some(problem) = problem {
                let shown = writer.element("div").class("problem").attribute("role", "alert");
                shown.within(|writer| write_problem(writer, problem));
            }
            writer.element("p").text(
            "The files go to the program that was started on this machine, and to nobody else. It writes them nowhere and \
             forgets them when it has answered.",
        );
            write_form(writer, Some("/check"));
        },
    )
}

fn write_problem(writer: &mut Writer, problem: &str) {
    writer.element("h2").text("There is a problem");
    writer.element("p").within(|writer| {
        writer.element("a").attribute("href", "#files").text(problem);
    });
}

/// The form, which is sent to an address or, without one, is read by the page itself.
fn write_form(writer: &mut Writer, to: Option<&str>) {
    let mut form = writer.element("form").class("files");
    if let Some(to) = to {
        form = form
            .attribute("method", "post")
            .attribute("action", to)
            .attribute("enctype", "multipart/form-data");
    }
    form.within(|writer| {
        let [own, more @ ..] = FILES;
        files(writer, own);
        writer.element("p").attribute("id", "chosen").attribute("role", "status").text("");
        writer.element("details").within(|writer| {
            writer.element("summary").text("Last year's files, and lists that others keep");
            for field in more {
                files(writer, field);
            }
        });
        let years = cin::years().unwrap_or_default().into_iter().map(|(year, _)| year.to_string());
        let years: Vec<(String, String)> = years.map(|year| (year.clone(), year)).collect();
        let as_named = (String::new(), "As the files say".to_owned());
        select(writer, "year", "By which year's rules", std::iter::once(as_named).chain(years));
        let answers = ANSWERS.map(|(value, label)| (value.to_owned(), label.to_owned()));
        select(writer, "answer", "What you want to have", answers);
        writer.element("button").attribute("type", "submit").text("Check");
    });
}

fn files(writer: &mut Writer, (name, label, hint, several): (&str, &str, &str, bool)) {
    let told_by = format!("{name}-hint");
    writer.element("label").attribute("for", name).text(label);
    writer.element("p").attribute("id", &told_by).text(hint);
    let input =
        writer.element("input").attribute("type", "file").attribute("id", name).attribute("name", name);
    input.attribute("aria-describedby", &told_by).flag("multiple", several).empty();
}

fn select(writer: &mut Writer, name: &str, label: &str, options: impl IntoIterator<Item = (String, String)>) {
    writer.element("label").attribute("for", name).text(label);
    writer.element("select").attribute("id", name).attribute("name", name).within(|writer| {
        for (value, label) in options {
            writer.element("option").attribute("value", &value).text(&label);
        }
    });
}

/// The year that a form names; nothing where it leaves it to the files.
pub fn year(text: &str) -> Result<Option<Year>, crate::NotAYear> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}
