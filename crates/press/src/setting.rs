//! From a text to lines of glyphs: fonts, line breaks, writing directions.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use documents::DocumentError;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::style::{FontFamily, FontFamilyName, FontWeight, LineHeight, OverflowWrap, StyleProperty};
use parley::{Alignment, FontContext, Layout, LayoutContext};

use crate::fonts::{self, FAMILIES};
use crate::links::addresses;

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Setting {
    /// The size, in points.
    pub size: f32,
    /// Whether it stands out.
    pub bold: bool,
    /// The width of its column, in points.
    pub width: f32,
    /// From one line to the next, of the size.
    pub line_height: f32,
}

/// A text that was set.
pub(crate) struct SetText {
    /// The text that the glyphs stand for.
    pub text: String,
    /// The lines.
    pub lines: Vec<SetLine>,
    /// The addresses that stand in it.
    pub links: Vec<String>,
}

/// One line.
pub(crate) struct SetLine {
    /// From the top of the line to its baseline.
    pub baseline: f32,
    /// Its height.
    pub height: f32,
    /// What stands in it, from left to right.
    pub pieces: Vec<Piece>,
    /// What it says in the writer's own letters, where a font has not got all of them.
    pub original: Option<String>,
}

/// Glyphs of one font and one link.
pub(crate) struct Piece {
    /// From the left of the column.
    pub x: f32,
    /// How wide it is.
    pub width: f32,
    /// The font.
    pub font: Font,
    /// The size, in points.
    pub size: f32,
    /// The glyphs.
    pub glyphs: Vec<KrillaGlyph>,
    /// Which of the text's links it belongs to.
    pub link: Option<usize>,
}

/// Which link a letter belongs to, from 1; 0 is none.
type Link = u16;

/// Sets texts.
pub(crate) struct Setter {
    fonts: FontContext,
    layouts: LayoutContext<Link>,
    /// The fonts in use, by the identifier of their data.
    known: HashMap<u64, Font>,
}

impl Setter {
    pub fn new() -> Self {
        Self { fonts: fonts::context(), layouts: LayoutContext::new(), known: HashMap::new() }
    }

    /// Sets a text.
    pub fn set(&mut self, original: &str, setting: Setting) -> Result<SetText, DocumentError> {
        let written = plain(original);
        let first = self.layout(&written, setting);
        let missing = missing_in(&first);
        if missing.is_empty() {
            return self.lines(written, &first, |_| None);
        }
        // No font of ours has these letters. They are shown in letters that it has, and read as they were written.
        let replaced = Replaced::new(&written, &missing);
        let layout = self.layout(&replaced.text, setting);
        self.lines(replaced.text.clone(), &layout, |range| replaced.original(&written, range))
    }

    fn layout(&mut self, text: &str, setting: Setting) -> Layout<Link> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        let families: Vec<FontFamilyName<'_>> =
            FAMILIES.iter().map(|name| FontFamilyName::Named(Cow::Borrowed(*name))).collect();
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(families))));
        builder.push_default(StyleProperty::FontSize(setting.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(setting.line_height)));
        // A word that is longer than its line, such as a digest, is broken rather than cut off.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        if setting.bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        for (link, range) in (1..).zip(addresses(text)) {
            builder.push(StyleProperty::Brush(link), range);
        }
        let mut layout = builder.build(text);
        layout.break_all_lines(Some(setting.width));
        layout.align(Alignment::Start, parley::AlignmentOptions::default());
        layout
    }

    fn lines(
        &mut self,
        text: String,
        layout: &Layout<Link>,
        original: impl Fn(Range<usize>) -> Option<String>,
    ) -> Result<SetText, DocumentError> {
        let mut lines = Vec::new();
        let mut top = 0.0;
        for line in layout.lines() {
            let metrics = line.metrics();
            let mut pieces: Vec<Piece> = Vec::new();
            let mut x = metrics.offset;
            for run in line.runs() {
                let font = self.font(run.font())?;
                let size = run.font_size();
                let mut current: Option<Piece> = None;
                for cluster in run.visual_clusters() {
                    let link = layout.styles().get(usize::from(cluster.style_index()));
                    let link = link.map_or(0, |style| style.brush);
                    let link = (link > 0).then(|| usize::from(link) - 1);
                    if current.as_ref().is_none_or(|piece| piece.link != link) {
                        pieces.extend(current.take());
                        current =
                            Some(Piece { x, width: 0.0, font: font.clone(), size, glyphs: Vec::new(), link });
                    }
                    let Some(piece) = current.as_mut() else { continue };
                    if cluster.is_ligature_continuation() {
                        if let Some(glyph) = piece.glyphs.last_mut() {
                            glyph.text_range.end = glyph.text_range.end.max(cluster.text_range().end);
                        }
                        continue;
                    }
                    for glyph in cluster.glyphs() {
                        piece.glyphs.push(KrillaGlyph::new(
                            GlyphId::new(glyph.id),
                            glyph.advance / size,
                            glyph.x / size,
                            glyph.y / size,
                            0.0,
                            cluster.text_range(),
                            None,
                        ));
                        piece.width += glyph.advance;
                        x += glyph.advance;
                    }
                }
                pieces.extend(current);
            }
            pieces.retain(|piece| !piece.glyphs.is_empty());
            lines.push(SetLine {
                baseline: metrics.baseline - top,
                height: metrics.line_height,
                pieces,
                original: original(line.text_range()),
            });
            top += metrics.line_height;
        }
        let found = addresses(&text).into_iter().map(|range| text[range].to_owned()).collect();
        Ok(SetText { text, lines, links: found })
    }

    fn font(&mut self, found: &parley::FontData) -> Result<Font, DocumentError> {
        let identifier = found.data.id();
        if let Some(known) = self.known.get(&identifier) {
            return Ok(known.clone());
        }
        let font = Font::new(found.data.as_ref().to_vec().into(), found.index).ok_or(DocumentError::Font)?;
        self.known.insert(identifier, font.clone());
        Ok(font)
    }
}

/// Signs that say something of the bytes and nothing to a reader; a file may not have them.
const NO_LETTERS: [char; 3] = ['\u{feff}', '\u{fffe}', '\u{ffff}'];

/// A text on one line: what would break it, or would not show, becomes a space.
fn plain(text: &str) -> String {
    text.split(|sign: char| sign.is_control() || sign.is_whitespace() || NO_LETTERS.contains(&sign))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The ranges of a text for which no font has a glyph.
fn missing_in(layout: &Layout<Link>) -> Vec<Range<usize>> {
    let mut missing = Vec::new();
    for run in layout.lines().flat_map(|line| line.runs().collect::<Vec<_>>()) {
        for cluster in run.clusters() {
            if cluster.glyphs().any(|glyph| glyph.id == 0) {
                missing.push(cluster.text_range());
            }
        }
    }
    missing.sort_by_key(|range| range.start);
    missing
}

/// A text in which letters that no font has stand in others.
struct Replaced {
    text: String,
    /// For each byte of the text, the byte of the original it comes from; and where both end.
    from: Vec<usize>,
    /// The original's ranges that stand in other letters.
    gone: Vec<Range<usize>>,
}

impl Replaced {
    fn new(original: &str, missing: &[Range<usize>]) -> Self {
        let (mut text, mut from) = (String::new(), Vec::new());
        for (at, letter) in original.char_indices() {
            let gone = missing.iter().any(|range| range.contains(&at));
            let mut own = [0; 4];
            let shown = if gone {
                deunicode::deunicode_char(letter).map_or("?", str::trim)
            } else {
                letter.encode_utf8(&mut own)
            };
            text.push_str(shown);
            from.resize(text.len(), at);
        }
        from.push(original.len());
        Self { text, from, gone: missing.to_vec() }
    }

    /// What a range of the text says in the original, where the two differ.
    fn original(&self, original: &str, range: Range<usize>) -> Option<String> {
        let start = *self.from.get(range.start)?;
        let end = *self.from.get(range.end)?;
        let differs = self.gone.iter().any(|gone| gone.start < end && start < gone.end);
        differs.then(|| original.get(start..end).unwrap_or_default().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> SetText {
        let setting = Setting { size: 12.0, bold: false, width: 200.0, line_height: 1.4 };
        Setter::new().set(text, setting).unwrap()
    }

    #[test]
    fn a_long_text_becomes_lines_that_fit_their_column() {
        let found =
            set("We have your request for help. We got it at noon. Write to help@wendale.example today.");
        assert!(found.lines.len() > 2);
        for line in &found.lines {
            let right = line.pieces.iter().map(|piece| piece.x + piece.width).fold(0.0, f32::max);
            // A space at the end of a line hangs out.
            assert!(right < 204.0, "{right}");
            assert!(line.baseline > 0.0 && line.baseline < line.height);
            assert!(line.original.is_none());
        }
        assert_eq!(found.links, ["help@wendale.example"]);
        let linked = found.lines.iter().flat_map(|line| &line.pieces).filter(|piece| piece.link == Some(0));
        let letters: usize = linked.map(|piece| piece.glyphs.len()).sum();
        assert_eq!(letters, "help@wendale.example".len());
    }

    #[test]
    fn a_word_that_is_too_long_for_its_line_is_broken() {
        let found = set(&"2e0534ae".repeat(40));
        assert!(found.lines.len() > 2);
        for piece in found.lines.iter().flat_map(|line| &line.pieces) {
            assert!(piece.x + piece.width <= 200.5, "{}", piece.x + piece.width);
        }
    }

    #[test]
    fn names_in_many_letters_have_a_font() {
        for name in ["Zoë Nguyễn", "Łukasz Żak", "Ђорђе", "Ελένη", "عائشة", "Çağrı İpek", "O’Brien – 10 %"]
        {
            let found = set(name);
            let originals: Vec<_> = found.lines.iter().filter_map(|line| line.original.clone()).collect();
            assert!(originals.is_empty(), "{name}: {originals:?}");
        }
    }

    #[test]
    fn a_letter_that_no_font_has_is_shown_in_others_and_read_as_written() {
        let found = set("Dear 李雷, hello");
        assert_eq!(found.lines[0].original.as_deref(), Some("Dear 李雷, hello"));
        assert!(found.text.is_ascii(), "{}", found.text);
    }

    #[test]
    fn what_would_break_a_line_is_a_space() {
        assert_eq!(plain(" a\n\tb\u{0}c  d\u{a0}e "), "a b c d e");
        assert!(set("").lines.iter().all(|line| line.pieces.is_empty()));
    }
}
