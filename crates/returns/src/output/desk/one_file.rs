//! The same page as one file, with the validator in it.

use govuk::Html;

use super::{BYTES_MAX, FORM_SCRIPT, REPORT_SCRIPT, STYLES, write_form, write_problem};
use crate::output::html::{Parts, document};

/// What runs the validator: it takes the form, gives it to the program in the page, and shows the answer.
const RUN_SCRIPT: &str = include_str!("one_file.js");

/// The page; `module` is the program in base64, and `digest` gives the SHA-256 in base64 of a text, by which the browser is
/// told which scripts and styles are the page's own. It may load nothing and send nothing, to nobody.
pub fn one_file(module: &str, digest: impl Fn(&str) -> String) -> String {
    // In a block of its own: what was found has a script too, whose names would meet these.
    let script = format!("{{\nconst BYTES_MAX = {BYTES_MAX};\n{RUN_SCRIPT}{FORM_SCRIPT}}}\n");
    let own = |text: &str| format!("'sha256-{}'", digest(text));
    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; style-src {}; form-action 'none'; base-uri 'none'",
        own(&script),
        own(REPORT_SCRIPT),
        own(STYLES)
    );
    let parts = Parts::Alone { policy: &policy, script: &script };
    document(
        "Check a return",
        parts,
        "Skip to the form",
        |_| (),
        |writer| {
            writer.element("h1").text("Check a return");
            let problem =
                writer.element("div").attribute("id", "problem").class("problem").attribute("role", "alert");
            problem.flag("hidden", true).within(|writer| write_problem(writer, ""));
            writer.element("p").text(
            "The files stay in this page, which holds the program that checks them. It loads nothing, sends nothing and keeps \
             nothing: it works without a connection.",
        );
            writer.element("noscript").within(|writer| {
            writer.element("p").class("stopped").text(
                "This page needs JavaScript, because the program is in it. Without JavaScript, use `alongside return serve` or \
                 `alongside return validate`.",
            );
        });
            write_form(writer, None);
            writer.html(&Html::trusted(format!(
                "<script type=\"application/wasm+base64\" id=\"module\">{module}</script>"
            )));
        },
    )
}
