//! Reads a PDF back as a screen reader does: the tree of tags, and the text that each of them stands for.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

/// What stands in a file.
pub struct File {
    pub language: String,
    pub title: String,
    pub marked: bool,
    pub shows_title: bool,
    /// The description that programs read.
    pub metadata: String,
    pub elements: Vec<Element>,
    pub pages: Vec<Page>,
    /// Where its links lead.
    pub links: Vec<String>,
}

/// One part, as tagged.
#[derive(Debug, Clone)]
pub struct Element {
    pub kind: String,
    children: Vec<Child>,
}

#[derive(Debug, Clone)]
enum Child {
    Element(Element),
    Text(String),
}

/// A page by what stands on it.
#[derive(Default)]
pub struct Page {
    /// What belongs to the tree, by its number.
    marks: BTreeMap<i64, String>,
    /// All of that.
    pub tagged: Vec<String>,
    /// What stands outside: numbers of pages.
    pub artifacts: Vec<String>,
    /// The sizes of letters.
    pub sizes: Vec<f32>,
}

impl File {
    /// What holds for every file of ours.
    pub fn check(&self) {
        assert!(self.marked && self.shows_title && !self.title.is_empty());
        assert_eq!(self.language, "en-GB");
        assert!(self.metadata.contains("pdfuaid"), "{}", self.metadata);
        assert!(self.links.iter().all(|link| link.starts_with("mailto:")), "{:?}", self.links);
        for page in &self.pages {
            assert!(!page.artifacts.is_empty(), "a page without its number");
            assert!(page.artifacts.iter().all(|foot| foot.is_empty() || !page.tagged.contains(foot)));
            assert!(page.sizes.iter().all(|size| *size >= 12.0), "{:?}", page.sizes);
        }
    }
}

impl Element {
    /// The text, with single spaces.
    pub fn text(&self) -> String {
        self.raw().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn raw(&self) -> String {
        let texts = self.children.iter().map(|child| match child {
            Child::Element(element) => element.raw(),
            Child::Text(text) => text.clone(),
        });
        texts.collect()
    }

    pub fn elements(&self) -> Vec<Self> {
        let inner = self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element.clone()),
            Child::Text(_) => None,
        });
        inner.collect()
    }
}

/// Reads a file.
pub fn read(bytes: &[u8]) -> File {
    let file = Document::load_mem(bytes).unwrap();
    let catalog = file.catalog().unwrap();
    let dictionary = |name: &[u8]| file.get_dict_in_dict(catalog, name).unwrap();
    let pages: BTreeMap<ObjectId, Page> = file.page_iter().map(|id| (id, page(&file, id))).collect();
    let root = dictionary(b"StructTreeRoot");
    let is = |dictionary: &Dictionary, name: &[u8]| dictionary.get(name).unwrap().as_bool().unwrap();
    let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let metadata = file.get_object(metadata).unwrap().as_stream().unwrap();
    let information = file.trailer.get(b"Info").unwrap();
    let information = file.dereference(information).unwrap().1.as_dict().unwrap();
    let links = file.page_iter().flat_map(|id| file.get_page_annotations(id).unwrap());
    let links = links.map(|link| {
        let action = file.get_dict_in_dict(link, b"A").unwrap();
        decode_text_string(action.get(b"URI").unwrap()).unwrap()
    });
    File {
        language: decode_text_string(catalog.get(b"Lang").unwrap()).unwrap(),
        title: decode_text_string(information.get(b"Title").unwrap()).unwrap(),
        marked: is(dictionary(b"MarkInfo"), b"Marked"),
        shows_title: is(dictionary(b"ViewerPreferences"), b"DisplayDocTitle"),
        metadata: String::from_utf8_lossy(&metadata.get_plain_content().unwrap_or(metadata.content.clone()))
            .into_owned(),
        elements: children(&file, root, None, &pages).into_iter().filter_map(only_element).collect(),
        links: links.collect(),
        pages: file.page_iter().map(|id| page(&file, id)).collect(),
    }
}

fn only_element(child: Child) -> Option<Element> {
    match child {
        Child::Element(element) => Some(element),
        Child::Text(_) => None,
    }
}

/// What stands inside a part of the tree, in its order.
fn children(
    file: &Document,
    part: &Dictionary,
    page: Option<ObjectId>,
    pages: &BTreeMap<ObjectId, Page>,
) -> Vec<Child> {
    let page = part.get(b"Pg").ok().and_then(|page| page.as_reference().ok()).or(page);
    let Ok(kids) = part.get(b"K") else { return Vec::new() };
    let kids = match file.dereference(kids).unwrap().1 {
        Object::Array(kids) => kids.clone(),
        other => vec![other.clone()],
    };
    let mut found = Vec::new();
    for kid in &kids {
        match file.dereference(kid).unwrap().1 {
            Object::Integer(mark) => found.push(Child::Text(pages[&page.unwrap()].marks[mark].clone())),
            Object::Dictionary(inner) => {
                let of_type = inner.get(b"Type").and_then(Object::as_name).unwrap_or_default();
                if of_type == b"OBJR" {
                    continue;
                }
                if let Ok(mark) = inner.get(b"MCID").and_then(Object::as_i64) {
                    let own = inner.get(b"Pg").ok().and_then(|page| page.as_reference().ok()).or(page);
                    found.push(Child::Text(pages[&own.unwrap()].marks[&mark].clone()));
                    continue;
                }
                let kind = String::from_utf8_lossy(inner.get(b"S").unwrap().as_name().unwrap()).into_owned();
                let inside = children(file, inner, page, pages);
                if kind == "Document" {
                    found.extend(inside);
                } else {
                    found.push(Child::Element(Element { kind, children: inside }));
                }
            }
            other => panic!("in the tree: {other:?}"),
        }
    }
    found
}

/// A stretch of a page between two marks.
struct Stretch {
    mark: Option<i64>,
    artifact: bool,
    /// Its glyphs stand for this.
    actual: bool,
}

fn page(file: &Document, id: ObjectId) -> Page {
    let fonts = file.get_page_fonts(id).unwrap();
    let encodings: BTreeMap<Vec<u8>, _> =
        fonts.iter().map(|(name, font)| (name.clone(), font.get_font_encoding(file).unwrap())).collect();
    let content = Content::decode(&file.get_page_content(id)).unwrap();
    let mut page = Page::default();
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut font: Vec<u8> = Vec::new();
    let mut artifact = String::new();
    for operation in &content.operations {
        let operands = &operation.operands;
        let mut said = String::new();
        match operation.operator.as_str() {
            "BDC" | "BMC" => {
                let tag = operands[0].as_name().unwrap();
                let empty = Dictionary::new();
                let properties = operands.get(1).and_then(|each| each.as_dict().ok()).unwrap_or(&empty);
                let actual = properties.get(b"ActualText").ok().map(|text| decode_text_string(text).unwrap());
                let covered = stretches.iter().any(|stretch| stretch.actual);
                stretches.push(Stretch {
                    mark: properties.get(b"MCID").and_then(Object::as_i64).ok(),
                    artifact: tag == b"Artifact",
                    actual: actual.is_some(),
                });
                said = actual.filter(|_| !covered).unwrap_or_default();
            }
            "EMC" => {
                let ended = stretches.pop().unwrap();
                if ended.artifact {
                    page.artifacts.push(std::mem::take(&mut artifact));
                }
            }
            "Tf" => {
                font = operands[0].as_name().unwrap().to_vec();
                page.sizes.push(operands[1].as_float().unwrap());
            }
            "Tj" | "TJ" if !stretches.iter().any(|stretch| stretch.actual) => {
                for part in operands.iter().flat_map(|operand| match operand {
                    Object::Array(parts) => parts.clone(),
                    other => vec![other.clone()],
                }) {
                    if let Object::String(bytes, _) = part {
                        said.push_str(&Document::decode_text(&encodings[&font], &bytes).unwrap());
                    }
                }
            }
            _ => {}
        }
        assert!(said.is_empty() || !stretches.is_empty(), "text that is neither tagged nor an artifact");
        if stretches.iter().any(|stretch| stretch.artifact) {
            artifact.push_str(&said);
        } else if let Some(mark) = stretches.iter().find_map(|stretch| stretch.mark) {
            page.marks.entry(mark).or_default().push_str(&said);
        }
    }
    page.tagged = page.marks.values().cloned().collect();
    page
}
