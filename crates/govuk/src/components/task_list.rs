use crate::component::conversions;
use crate::writer::when;
use crate::{Attributes, Component, Content, Tag, Writer};

/// How far a task is.
#[derive(Clone, Debug)]
pub enum TaskStatus {
    /// Plain words; for what is done or cannot be started.
    Words(Content),
    /// A coloured tag; for what still wants attention.
    Tag(Tag),
}

impl Default for TaskStatus {
    fn default() -> Self {
        Self::Words(Content::default())
    }
}

/// One task.
#[derive(Clone, Debug, Default)]
pub struct Task {
    /// What is to be done.
    pub title: Content,
    /// Further classes of the title.
    pub title_classes: String,
    /// Help with it.
    pub hint: Content,
    /// Where it is done; empty when it cannot be started.
    pub href: String,
    /// How far it is.
    pub status: TaskStatus,
    /// Further classes of the status.
    pub status_classes: String,
    /// Further classes.
    pub classes: String,
}

/// Tasks that belong together, with how far each is.
#[derive(Clone, Debug)]
pub struct TaskList {
    /// The tasks.
    pub items: Vec<Task>,
    /// The start of the identifiers; "task-list" by default.
    pub id_prefix: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for TaskList {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            id_prefix: "task-list".into(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Component for TaskList {
    fn write(&self, writer: &mut Writer) {
        writer.element("ul").classes(["govuk-task-list", &self.classes]).attributes(&self.attributes).within(
            |writer| {
                for (position, task) in self.items.iter().enumerate() {
                    task.write(writer, &format!("{}-{}", self.id_prefix, position + 1));
                }
            },
        );
    }
}

impl Task {
    fn write(&self, writer: &mut Writer, id: &str) {
        let status_id = format!("{id}-status");
        let linked = when(!self.href.is_empty(), "govuk-task-list__item--with-link");
        writer.element("li").classes(["govuk-task-list__item", linked, &self.classes]).within(|writer| {
            writer.element("div").class("govuk-task-list__name-and-hint").within(|writer| {
                self.write_name_and_hint(writer, &format!("{id}-hint"), &status_id);
            });
            writer
                .element("div")
                .classes(["govuk-task-list__status", &self.status_classes])
                .attribute("id", &status_id)
                .within(|writer| match &self.status {
                    TaskStatus::Tag(tag) => writer.add(tag),
                    TaskStatus::Words(words) => writer.content(words),
                });
        });
    }

    fn write_name_and_hint(&self, writer: &mut Writer, hint_id: &str, status_id: &str) {
        let has_hint = !self.hint.is_empty();
        if self.href.is_empty() {
            writer.element("div").optional("class", &self.title_classes).content(&self.title);
        } else {
            let describing = if has_hint { format!("{hint_id} {status_id}") } else { status_id.to_owned() };
            writer
                .element("a")
                .classes(["govuk-link govuk-task-list__link", &self.title_classes])
                .attribute("href", &self.href)
                .attribute("aria-describedby", &describing)
                .content(&self.title);
        }
        if has_hint {
            writer.element("div").attribute("id", hint_id).class("govuk-task-list__hint").content(&self.hint);
        }
    }
}

conversions!(TaskList);
