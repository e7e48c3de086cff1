use crate::component::{conversions, from_content};
use crate::{Attributes, Component, Content, Element, Writer};

/// A cell of a table, in its head or its body.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What it says.
    pub content: Content,
    /// "numeric" aligns numbers so that they can be compared.
    pub format: String,
    /// How many columns it spans.
    pub colspan: Option<u32>,
    /// How many rows it spans.
    pub rowspan: Option<u32>,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Cell {
    /// A cell whose numbers line up with those above and below.
    pub fn numeric(content: impl Into<Content>) -> Self {
        Self { format: "numeric".into(), ..Self::from(content.into()) }
    }
}

/// Facts to compare.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What the table is about.
    pub caption: String,
    /// Further classes of the caption, such as `govuk-table__caption--m`.
    pub caption_classes: String,
    /// The columns' names; `None` for a table without a head.
    pub head: Option<Vec<Cell>>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Whether the first cell of each row names the row.
    pub first_cell_is_header: bool,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Component for Table {
    fn write(&self, writer: &mut Writer) {
        writer.element("table").classes(["govuk-table", &self.classes]).attributes(&self.attributes).within(
            |writer| {
                if !self.caption.is_empty() {
                    writer
                        .element("caption")
                        .classes(["govuk-table__caption", &self.caption_classes])
                        .text(&self.caption);
                }
                if let Some(head) = &self.head {
                    writer.element("thead").class("govuk-table__head").within(|writer| {
                        writer.element("tr").class("govuk-table__row").within(|writer| {
                            for cell in head {
                                let format = cell.format_class("govuk-table__header");
                                cell.write(
                                    writer.element("th").attribute("scope", "col"),
                                    ["govuk-table__header", &format],
                                );
                            }
                        });
                    });
                }
                writer.element("tbody").class("govuk-table__body").within(|writer| {
                    for row in &self.rows {
                        self.write_row(writer, row);
                    }
                });
            },
        );
    }
}

impl Table {
    fn write_row(&self, writer: &mut Writer, row: &[Cell]) {
        writer.element("tr").class("govuk-table__row").within(|writer| {
            for (position, cell) in row.iter().enumerate() {
                if position == 0 && self.first_cell_is_header {
                    cell.write(writer.element("th").attribute("scope", "row"), ["govuk-table__header", ""]);
                } else {
                    let format = cell.format_class("govuk-table__cell");
                    cell.write(writer.element("td"), ["govuk-table__cell", &format]);
                }
            }
        });
    }
}

impl Cell {
    fn format_class(&self, block: &str) -> String {
        if self.format.is_empty() { String::new() } else { format!("{block}--{}", self.format) }
    }

    fn write(&self, element: Element<'_>, [class, format]: [&str; 2]) {
        let span = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
        element
            .classes([class, format, &self.classes])
            .optional("colspan", &span(self.colspan))
            .optional("rowspan", &span(self.rowspan))
            .attributes(&self.attributes)
            .content(&self.content);
    }
}

conversions!(Table);
from_content!(Cell);
