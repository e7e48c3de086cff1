//! From a document to pages, and from pages to the bytes of a PDF.

use crate::setting::{SetLine, SetText, Setter, Setting};
use crate::sizes::Sizes;
use crate::tags::{Mark, Role, Tree};
use documents::{Block, Document, DocumentError, PAGES_MAX, Print, SIDE, Shape, Symbol};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::{Document as Pdf, SerializeSettings};

/// The page: A4, upright, in points.
const PAGE: (f32, f32) = (595.28, 841.89);
/// The name column of a table, of the whole width.
const NAMES_SHARE: f32 = 0.34;
/// Between the two columns of a table, and beside a list's dot or a picture, of the size of the text.
const BESIDE: f32 = 1.1;
/// How large a picture is drawn, of the size of the text.
const PICTURE: f32 = 2.6;
/// The strokes of a picture, of its own square.
const STROKE: f32 = 2.4;
/// A hair line under a row.
const HAIR: f32 = 0.6;
/// The mark before an item of a list.
const DOT: &str = "•";
/// The bytes of a document's PDF. `page_of` says which page of how many a page is; it stands at its foot, and is not read
/// aloud in the middle of a sentence.
pub fn pdf(
    document: &Document,
    print: Print,
    page_of: &dyn Fn(usize, usize) -> String,
) -> Result<Vec<u8>, DocumentError> {
    let sizes = Sizes::of(print).ok_or(DocumentError::Sizes)?;
    let mut paper = Paper::new(sizes);
    for (at, block) in document.blocks.iter().enumerate() {
        paper.block(block, at > 0)?;
    }
    paper.write(document, page_of)
}

/// Something drawn on a page.
enum Drawn {
    Line { set: usize, line: usize, x: f32, y: f32, marks: Vec<Mark> },
    Symbol { symbol: Symbol, x: f32, y: f32, side: f32 },
    Hair { x: f32, y: f32, width: f32 },
    Link { rect: Rect, address: String, mark: Mark },
}

/// A document while it is put on pages.
struct Paper {
    sizes: Sizes,
    setter: Setter,
    texts: Vec<SetText>,
    pages: Vec<Vec<Drawn>>,
    /// How far down the page is filled.
    y: f32,
    tree: Tree,
    /// Headings with their level, page and height, for the reader's list of contents.
    headings: Vec<(u8, String, usize, f32)>,
}

impl Paper {
    fn new(sizes: Sizes) -> Self {
        Self {
            sizes,
            setter: Setter::new(),
            texts: Vec::new(),
            pages: vec![Vec::new()],
            y: sizes.margin,
            tree: Tree::default(),
            headings: Vec::new(),
        }
    }

    fn width(&self) -> f32 {
        PAGE.0 - 2.0 * self.sizes.margin
    }

    fn bottom(&self) -> f32 {
        PAGE.1 - self.sizes.margin
    }

    fn gap(&self) -> f32 {
        self.sizes.gap * self.sizes.text
    }

    fn begin_page(&mut self) -> Result<(), DocumentError> {
        if self.pages.len() >= PAGES_MAX {
            return Err(DocumentError::TooLong);
        }
        self.pages.push(Vec::new());
        self.y = self.sizes.margin;
        Ok(())
    }

    /// Begins a page where so much no longer fits, unless nothing stands on this one.
    fn room_for(&mut self, height: f32) -> Result<(), DocumentError> {
        if self.y + height > self.bottom() && self.y > self.sizes.margin {
            self.begin_page()?;
        }
        Ok(())
    }

    fn draw(&mut self, drawn: Drawn) {
        if let Some(page) = self.pages.last_mut() {
            page.push(drawn);
        }
    }

    fn set(&mut self, text: &str, size: f32, bold: bool, width: f32) -> Result<usize, DocumentError> {
        let setting = Setting { size, bold, width, line_height: self.sizes.line_height };
        let set = self.setter.set(text, setting)?;
        self.texts.push(set);
        Ok(self.texts.len() - 1)
    }

    fn running(&mut self, text: &str, width: f32) -> Result<usize, DocumentError> {
        self.set(text, self.sizes.text, false, width)
    }

    fn height(&self, set: usize) -> f32 {
        self.texts[set].lines.iter().map(|line| line.height).sum()
    }

    fn first_line(&self, set: usize) -> f32 {
        self.texts[set].lines.first().map_or(0.0, |line| line.height)
    }

    fn block(&mut self, block: &Block, after_another: bool) -> Result<(), DocumentError> {
        // A heading of nothing heads nothing, and a reader's list of contents would have a line without words.
        if matches!(block, Block::Heading { text, .. } if says_nothing(text)) {
            return Ok(());
        }
        if after_another && self.y > self.sizes.margin {
            self.y += self.gap();
        }
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(text) => {
                let set = self.running(text, self.width())?;
                let part = self.tree.root(Role::Paragraph);
                self.flow(set, 0.0, part)
            }
            Block::List(items) => self.list(items),
            Block::Table(rows) => self.table(rows),
            Block::Idea { symbol, words } => self.idea(*symbol, words),
        }
    }

    fn heading(&mut self, level: u8, text: &str) -> Result<(), DocumentError> {
        let set = self.set(text, self.sizes.heading(level), true, self.width())?;
        if self.y > self.sizes.margin {
            self.y += self.gap();
        }
        // A heading stays with what it heads.
        let below = 2.0 * self.sizes.text * self.sizes.line_height + self.gap();
        self.room_for(self.height(set) + below)?;
        self.headings.push((level, text.to_owned(), self.pages.len() - 1, self.y));
        let part = self.tree.root(Role::Heading(level, text.to_owned()));
        self.flow(set, 0.0, part)
    }

    fn list(&mut self, items: &[String]) -> Result<(), DocumentError> {
        let indent = BESIDE * self.sizes.text;
        let list = self.tree.root(Role::List);
        for item in items {
            let dot = self.running(DOT, indent)?;
            let body = self.running(item, self.width() - indent)?;
            self.room_for(self.first_line(body))?;
            let part = self.tree.inside(list, Role::Item);
            let label = self.tree.inside(part, Role::Label);
            self.line(dot, 0, 0.0, self.y, label)?;
            let words = self.tree.inside(part, Role::Body);
            self.flow(body, indent, words)?;
        }
        Ok(())
    }

    fn table(&mut self, rows: &[(String, String)]) -> Result<(), DocumentError> {
        let between = BESIDE * self.sizes.text;
        let left = NAMES_SHARE * self.width();
        let right = self.width() - left - between;
        let table = self.tree.root(Role::Table);
        for (name, value) in rows {
            let name = self.set(name, self.sizes.text, true, left)?;
            let value = self.running(value, right)?;
            let tallest = self.height(name).max(self.height(value));
            let row = self.tree.inside(table, Role::Row);
            let name_part = self.tree.inside(row, Role::Name);
            let value_part = self.tree.inside(row, Role::Value);
            if tallest <= self.bottom() - self.sizes.margin {
                self.room_for(tallest)?;
                let top = self.y;
                self.flow(name, 0.0, name_part)?;
                self.y = top;
                self.flow(value, left + between, value_part)?;
                self.y = top + tallest;
            } else {
                // Longer than a page: the value goes on below the name, from page to page.
                self.flow(name, 0.0, name_part)?;
                self.flow(value, left + between, value_part)?;
            }
            self.y += self.gap() / 2.0;
            self.draw(Drawn::Hair { x: self.sizes.margin, y: self.y, width: self.width() });
            self.y += self.gap() / 2.0;
        }
        Ok(())
    }

    fn idea(&mut self, symbol: Option<Symbol>, words: &str) -> Result<(), DocumentError> {
        let side = PICTURE * self.sizes.text;
        let indent = side + BESIDE * self.sizes.text;
        let set = self.running(words, self.width() - indent)?;
        let height = self.height(set);
        self.room_for(height.max(side))?;
        let top = self.y;
        if let Some(symbol) = symbol {
            self.draw(Drawn::Symbol { symbol, x: self.sizes.margin, y: top, side });
        }
        // A short sentence stands beside the middle of its picture.
        self.y = top + ((side - height) / 2.0).max(0.0);
        let part = self.tree.root(Role::Paragraph);
        self.flow(set, indent, part)?;
        self.y = self.y.max(top + side);
        Ok(())
    }

    /// Puts a text on the page from here down, and on the next where it does not fit.
    fn flow(&mut self, set: usize, indent: f32, part: usize) -> Result<(), DocumentError> {
        for at in 0..self.texts[set].lines.len() {
            let height = self.texts[set].lines[at].height;
            self.room_for(height)?;
            self.line(set, at, indent, self.y, part)?;
            self.y += height;
        }
        Ok(())
    }

    /// Puts one line on the page.
    fn line(
        &mut self,
        set: usize,
        at: usize,
        indent: f32,
        top: f32,
        part: usize,
    ) -> Result<(), DocumentError> {
        let x = self.sizes.margin + indent;
        let Some(line) = self.texts[set].lines.get(at) else { return Ok(()) };
        if line.pieces.is_empty() {
            return Ok(());
        }
        let y = top + line.baseline;
        let height = line.height;
        let pieces: Vec<(Option<usize>, f32, f32)> =
            line.pieces.iter().map(|piece| (piece.link, piece.x, piece.width)).collect();
        let mut marks = Vec::new();
        let mut annotations: Vec<Drawn> = Vec::new();
        for group in groups(line) {
            let (leads, from, _) = pieces[group.start];
            let Some(address) = leads.and_then(|number| self.texts[set].links.get(number).cloned()) else {
                marks.push(self.tree.mark(part));
                continue;
            };
            let outer = self.tree.inside(part, Role::Link);
            marks.push(self.tree.mark(outer));
            let width: f32 = pieces[group].iter().map(|(_, _, width)| width).sum();
            let rect = Rect::from_xywh(x + from, top, width, height).ok_or(DocumentError::Measure)?;
            annotations.push(Drawn::Link { rect, address, mark: self.tree.mark(outer) });
        }
        self.draw(Drawn::Line { set, line: at, x, y, marks });
        for drawn in annotations {
            self.draw(drawn);
        }
        Ok(())
    }

    fn write(
        mut self,
        document: &Document,
        page_of: &dyn Fn(usize, usize) -> String,
    ) -> Result<Vec<u8>, DocumentError> {
        let refused = |what: String| DocumentError::NotAccessible(what);
        let configuration = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|error| refused(format!("{error:?}")))?;
        let mut file = Pdf::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
        let mut identifiers: Vec<Option<Identifier>> = vec![None; self.tree.marks()];
        let pages = std::mem::take(&mut self.pages);
        let count = pages.len();
        for (at, drawn) in pages.iter().enumerate() {
            let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or(DocumentError::Measure)?;
            let foot = self.running(&page_of(at + 1, count), self.width())?;
            let mut page = file.start_page_with(settings);
            let mut surface = page.surface();
            for each in drawn {
                self.draw_one(&mut surface, each, &mut identifiers)?;
            }
            self.draw_foot(&mut surface, foot);
            surface.finish();
            for each in drawn {
                let Drawn::Link { rect, address, mark } = each else { continue };
                let target = Target::Action(Action::Link(LinkAction::new(format!("mailto:{address}"))));
                let annotation =
                    Annotation::new_link(LinkAnnotation::new(*rect, target), Some(address.clone()));
                identifiers[*mark] = Some(page.add_tagged_annotation(annotation));
            }
            page.finish();
        }
        file.set_tag_tree(self.tree.finish(&mut identifiers));
        file.set_outline(outline(&self.headings));
        file.set_metadata(metadata(document));
        file.finish().map_err(|error| refused(format!("{error:?}")))
    }

    fn draw_one(
        &self,
        surface: &mut Surface<'_>,
        drawn: &Drawn,
        identifiers: &mut [Option<Identifier>],
    ) -> Result<(), DocumentError> {
        match drawn {
            Drawn::Line { set, line, x, y, marks } => {
                surface.set_stroke(None);
                surface.set_fill(Some(ink()));
                let text = &self.texts[*set];
                let line = &text.lines[*line];
                for (group, mark) in groups(line).zip(marks) {
                    // The whole line says what was written; its other pieces are said with the first.
                    let actual = line.original.as_deref().map(|original| match group.start {
                        0 => original,
                        _ => "",
                    });
                    let span = SpanTag::empty().with_actual_text(actual);
                    identifiers[*mark] = Some(surface.start_tagged(ContentTag::Span(span)));
                    for piece in &line.pieces[group] {
                        let start = Point::from_xy(x + piece.x, *y);
                        surface.draw_glyphs(
                            start,
                            &piece.glyphs,
                            piece.font.clone(),
                            &text.text,
                            piece.size,
                            false,
                        );
                    }
                    surface.end_tagged();
                }
            }
            Drawn::Symbol { symbol, x, y, side } => {
                let path = strokes(*symbol, *x, *y, *side / SIDE).ok_or(DocumentError::Measure)?;
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke {
                    width: STROKE * side / SIDE,
                    line_cap: LineCap::Round,
                    line_join: LineJoin::Round,
                    ..line(HAIR)
                }));
                surface.draw_path(&path);
                surface.end_tagged();
            }
            Drawn::Hair { x, y, width } => {
                let mut path = PathBuilder::new();
                path.move_to(*x, *y);
                path.line_to(x + width, *y);
                let path = path.finish().ok_or(DocumentError::Measure)?;
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                surface.set_fill(None);
                surface.set_stroke(Some(line(HAIR)));
                surface.draw_path(&path);
                surface.end_tagged();
            }
            Drawn::Link { .. } => {}
        }
        Ok(())
    }

    /// Which page of how many, in the margin at the foot.
    fn draw_foot(&self, surface: &mut Surface<'_>, foot: usize) {
        let text = &self.texts[foot];
        let Some(line) = text.lines.first() else { return };
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PageNumber)));
        surface.set_stroke(None);
        surface.set_fill(Some(ink()));
        let y = PAGE.1 - self.sizes.margin / 2.0;
        for piece in &line.pieces {
            let start = Point::from_xy(self.sizes.margin + piece.x, y);
            surface.draw_glyphs(start, &piece.glyphs, piece.font.clone(), &text.text, piece.size, false);
        }
        surface.end_tagged();
    }
}

/// The pieces of a line that are read together: those of one link, or of none.
fn groups(line: &SetLine) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, piece) in line.pieces.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if line.pieces[group.start].link == piece.link => group.end = at + 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups.into_iter()
}

fn says_nothing(text: &str) -> bool {
    text.chars().all(|sign| sign.is_control() || sign.is_whitespace())
}

fn ink() -> Fill {
    Fill { paint: rgb::Color::black().into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

fn line(width: f32) -> Stroke {
    Stroke { paint: rgb::Color::black().into(), width, ..Stroke::default() }
}

/// A picture's strokes at a place and a scale.
fn strokes(symbol: Symbol, left: f32, top: f32, scale: f32) -> Option<krilla::geom::Path> {
    /// How far the handles of four curves stand from a circle's points.
    const HANDLE: f32 = 0.552_284_8;
    let mut path = PathBuilder::new();
    let at = |x: f32, y: f32| (left + x * scale, top + y * scale);
    for shape in symbol.shapes() {
        match shape {
            Shape::Line(points) | Shape::Closed(points) => {
                for (number, (x, y)) in points.iter().enumerate() {
                    let (x, y) = at(*x, *y);
                    if number == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
                }
                if matches!(shape, Shape::Closed(_)) {
                    path.close();
                }
            }
            Shape::Circle { x, y, radius } => {
                let (x, y) = at(*x, *y);
                let radius = radius * scale;
                let handle = radius * HANDLE;
                path.move_to(x + radius, y);
                path.cubic_to(x + radius, y + handle, x + handle, y + radius, x, y + radius);
                path.cubic_to(x - handle, y + radius, x - radius, y + handle, x - radius, y);
                path.cubic_to(x - radius, y - handle, x - handle, y - radius, x, y - radius);
                path.cubic_to(x + handle, y - radius, x + radius, y - handle, x + radius, y);
                path.close();
            }
        }
    }
    path.finish()
}

/// The headings as a list of contents beside the pages.
fn outline(headings: &[(u8, String, usize, f32)]) -> Outline {
    let mut outline = Outline::new();
    for (_, text, page, y) in headings {
        let place = XyzDestination::new(*page, Point::from_xy(0.0, *y));
        outline.push_child(OutlineNode::new(text.clone(), place));
    }
    outline
}

fn metadata(document: &Document) -> Metadata {
    let date = document.date;
    let number = |value: i8| u8::try_from(value).unwrap_or(1);
    let day = DateTime::new(u16::try_from(date.year()).unwrap_or_default())
        .month(number(date.month()))
        .day(number(date.day()));
    Metadata::new()
        .title(document.title.clone())
        .language(document.language.clone())
        .authors(vec![document.author.clone()])
        .creation_date(day)
}
