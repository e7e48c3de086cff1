//! Progress, for whoever watches.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar for a known number of things.
pub fn bar(total: u64, what: &str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {bar:40} {human_pos} of {human_len}, {eta} left");
    let bar = ProgressBar::new(total);
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.set_message(what.to_owned());
    bar
}

/// A count of things whose number is not known before.
pub fn count(what: &str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {human_pos} {spinner}");
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.set_message(what.to_owned());
    bar
}

/// A bar whose length is told as it fills, and what fills it.
pub fn filling(what: &str) -> (ProgressBar, impl Fn(u64, u64) + Send + 'static) {
    let bar = bar(0, what);
    let shown = bar.clone();
    let fill = move |done, all| {
        shown.set_length(all);
        shown.set_position(done);
    };
    (bar, fill)
}
