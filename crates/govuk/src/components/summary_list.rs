use crate::component::conversions;
use crate::writer::{heading_name, when};
use crate::{Attributes, Component, Content, Writer};

/// What can be done about a row or a card.
#[derive(Clone, Debug, Default)]
pub struct SummaryAction {
    /// What it says: "Change".
    pub content: Content,
    /// Where it leads.
    pub href: String,
    /// What it is about, for screen readers: "name".
    pub visually_hidden_text: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl SummaryAction {
    /// An action with what it says, where it leads and what it is about.
    pub fn new(content: impl Into<Content>, href: impl Into<String>, about: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            href: href.into(),
            visually_hidden_text: about.into(),
            ..Self::default()
        }
    }
}

/// A name and its value.
#[derive(Clone, Debug, Default)]
pub struct SummaryRow {
    /// The name.
    pub key: Content,
    /// The value.
    pub value: Content,
    /// What can be done about it.
    pub actions: Vec<SummaryAction>,
    /// Further classes of the actions.
    pub actions_classes: String,
    /// Further classes of the name.
    pub key_classes: String,
    /// Further classes of the value.
    pub value_classes: String,
    /// Further classes of the row.
    pub classes: String,
}

impl SummaryRow {
    /// A row without actions.
    pub fn new(key: impl Into<Content>, value: impl Into<Content>) -> Self {
        Self { key: key.into(), value: value.into(), ..Self::default() }
    }

    /// The same row with one more action.
    #[must_use]
    pub fn action(mut self, action: SummaryAction) -> Self {
        self.actions.push(action);
        self
    }
}

/// A titled box around a summary list.
#[derive(Clone, Debug, Default)]
pub struct SummaryCard {
    /// What the box is about.
    pub title: Content,
    /// The level of the title's heading; 2 when not given.
    pub heading_level: Option<u8>,
    /// Further classes of the title.
    pub title_classes: String,
    /// What can be done about the whole.
    pub actions: Vec<SummaryAction>,
    /// Further classes of the actions.
    pub actions_classes: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

/// Names and values, such as answers to check.
#[derive(Clone, Debug, Default)]
pub struct SummaryList {
    /// The rows.
    pub rows: Vec<SummaryRow>,
    /// A titled box around the list.
    pub card: Option<SummaryCard>,
    /// Further classes, such as `govuk-summary-list--no-border`.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl SummaryList {
    /// A list without a card.
    pub fn of(rows: Vec<SummaryRow>) -> Self {
        Self { rows, ..Self::default() }
    }

    fn write_list(&self, writer: &mut Writer) {
        let any_actions = self.rows.iter().any(|row| !row.actions.is_empty());
        let title = self.card.as_ref().map(|card| &card.title).filter(|title| !title.is_empty());
        writer
            .element("dl")
            .classes(["govuk-summary-list", &self.classes])
            .attributes(&self.attributes)
            .within(|writer| self.rows.iter().for_each(|row| row.write(writer, any_actions, title)));
    }
}

impl Component for SummaryList {
    fn write(&self, writer: &mut Writer) {
        match &self.card {
            None => self.write_list(writer),
            Some(card) => card.write_around(writer, |writer| self.write_list(writer)),
        }
    }
}

impl SummaryCard {
    fn write_around(&self, writer: &mut Writer, inside: impl FnOnce(&mut Writer)) {
        writer
            .element("div")
            .classes(["govuk-summary-card", &self.classes])
            .attributes(&self.attributes)
            .within(|writer| {
                writer.element("div").class("govuk-summary-card__title-wrapper").within(|writer| {
                    if !self.title.is_empty() {
                        writer
                            .element(heading_name(self.heading_level.unwrap_or(2)))
                            .classes(["govuk-summary-card__title", &self.title_classes])
                            .content(&self.title);
                    }
                    self.write_actions(writer);
                });
                writer.element("div").class("govuk-summary-card__content").within(inside);
            });
    }

    fn write_actions(&self, writer: &mut Writer) {
        let classes = ["govuk-summary-card__actions", &self.actions_classes];
        let title = Some(&self.title).filter(|title| !title.is_empty());
        match self.actions.as_slice() {
            [] => {}
            [action] => writer.element("div").classes(classes).within(|writer| action.write(writer, title)),
            actions => writer.element("ul").classes(classes).within(|writer| {
                for action in actions {
                    writer
                        .element("li")
                        .class("govuk-summary-card__action")
                        .within(|writer| action.write(writer, title));
                }
            }),
        }
    }
}

impl SummaryRow {
    fn write(&self, writer: &mut Writer, any_actions: bool, card_title: Option<&Content>) {
        let no_actions = when(any_actions && self.actions.is_empty(), "govuk-summary-list__row--no-actions");
        writer.element("div").classes(["govuk-summary-list__row", no_actions, &self.classes]).within(
            |writer| {
                writer
                    .element("dt")
                    .classes(["govuk-summary-list__key", &self.key_classes])
                    .content(&self.key);
                writer
                    .element("dd")
                    .classes(["govuk-summary-list__value", &self.value_classes])
                    .content(&self.value);
                if !self.actions.is_empty() {
                    writer
                        .element("dd")
                        .classes(["govuk-summary-list__actions", &self.actions_classes])
                        .within(|writer| self.write_actions(writer, card_title));
                }
            },
        );
    }

    fn write_actions(&self, writer: &mut Writer, card_title: Option<&Content>) {
        if let [action] = self.actions.as_slice() {
            return action.write(writer, card_title);
        }
        writer.element("ul").class("govuk-summary-list__actions-list").within(|writer| {
            for action in &self.actions {
                writer
                    .element("li")
                    .class("govuk-summary-list__actions-list-item")
                    .within(|writer| action.write(writer, card_title));
            }
        });
    }
}

impl SummaryAction {
    /// The hidden words end with the card's title, so that links of several cards differ.
    fn write(&self, writer: &mut Writer, card_title: Option<&Content>) {
        writer
            .element("a")
            .classes(["govuk-link", &self.classes])
            .attribute("href", &self.href)
            .attributes(&self.attributes)
            .within(|writer| {
                writer.content(&self.content);
                if self.visually_hidden_text.is_empty() && card_title.is_none() {
                    return;
                }
                writer.element("span").class("govuk-visually-hidden").within(|writer| {
                    if !self.visually_hidden_text.is_empty() {
                        writer.text(" ");
                        writer.text(&self.visually_hidden_text);
                    }
                    if let Some(title) = card_title {
                        writer.text(" (");
                        writer.content(title);
                        writer.text(")");
                    }
                });
            });
    }
}

conversions!(SummaryList);
