//! Mistakes in a text, shown where they stand; and moments as they are typed.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use guidance::{Problem, Source};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Moment;

/// The length of a day as it is written: `2026-11-23`.
const DAY_LENGTH: usize = "2026-11-23".len();

/// Every problem with the line that it stands on, as a compiler shows it. Sources are found by their paths; a problem in a
/// text that is not among them is shown without its line.
pub fn report(problems: &[Problem], sources: &[Source]) -> String {
    let renderer = Renderer::plain();
    let shown: Vec<String> = problems.iter().map(|problem| shown(&renderer, problem, sources)).collect();
    let count = crate::text::many(problems.len(), "mistake", "mistakes");
    format!("{}\n\n{count}", shown.join("\n\n"))
}

fn shown(renderer: &Renderer, problem: &Problem, sources: &[Source]) -> String {
    let title = Level::ERROR.primary_title(problem.message.as_str());
    let source = sources.iter().find(|source| source.path == problem.path);
    let place = source.and_then(|source| {
        let (start, end) = (problem.span.start, problem.span.end.max(problem.span.start));
        // A place that is not in the text any more, or cuts a letter, is none.
        source.text.get(start..end).map(|_| (source, start..end))
    });
    let mut group = match place {
        Some((source, span)) => {
            let mut annotation = AnnotationKind::Primary.span(span);
            if let Some(key) = &problem.key {
                annotation = annotation.label(key.as_str());
            }
            let snippet = Snippet::source(source.text.as_str()).path(problem.path.as_str());
            title.element(snippet.annotation(annotation))
        }
        None => {
            let place = format!("{}:{}", problem.path, problem.line);
            title.element(Level::NOTE.message(place))
        }
    };
    if let Some(clause) = &problem.clause {
        group = group.element(Level::NOTE.message(clause.as_str()));
    }
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    renderer.render(&[group])
}

/// A day (`2026-11-23`) or an instant (`2026-11-23T09:00:00Z`).
pub fn moment(text: &str) -> Result<Moment, String> {
    let wrong = || {
        format!("`{text}` is neither a day such as 2026-11-23 nor an instant such as 2026-11-23T09:00:00Z")
    };
    if text.len() == DAY_LENGTH {
        return text.parse::<Date>().map(Moment::On).map_err(|_| wrong());
    }
    text.parse::<Timestamp>().map(Moment::At).map_err(|_| wrong())
}
