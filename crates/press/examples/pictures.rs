//! Writes every picture and every kind of part into a PDF, to be looked at: `cargo run -p press --example pictures
//! FILE [large]`.

use documents::{Block, Document, Print, Symbol};
use jiff::civil::date;
use press::pdf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("say which file to write")?;
    let print = if arguments.next().is_some() { Print::Large } else { Print::Ordinary };
    let mut blocks = vec![
        Block::Paragraph("Monday 23 November 2026".to_owned()),
        Block::Paragraph("Dear Zoë Nguyễn, Łukasz, عائشة, Ελένη and 李雷".to_owned()),
        Block::Heading { level: 1, text: "We will arrange help for Sam".to_owned() },
        Block::Paragraph("Our answer is yes. Write to help@wendale.example, or ring.".to_owned()),
        Block::Heading { level: 2, text: "What happens by when".to_owned() },
        Block::Table(vec![
            ("Make the plan".to_owned(), "Monday 7 December 2026. This is our own promise.".to_owned()),
            ("Send the plan to everybody who takes part".to_owned(), "Friday 11 December 2026.".to_owned()),
        ]),
        Block::List(vec![
            "Ring us.".to_owned(),
            "Make a complaint, or ask for a second look by somebody else who had no part in it.".to_owned(),
        ]),
    ];
    blocks.extend(Symbol::ALL.iter().map(|symbol| Block::Idea {
        symbol: Some(*symbol),
        words: format!("This is called {}.", symbol.name()),
    }));
    let document = Document {
        title: "Every part".to_owned(),
        language: "en-GB".to_owned(),
        author: "Alongside".to_owned(),
        date: date(2026, 11, 23),
        blocks,
    };
    std::fs::write(file, pdf(&document, print, &|page, pages| format!("Page {page} of {pages}"))?)?;
    Ok(())
}
