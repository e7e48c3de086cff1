use super::form_group::id_or_name;
use crate::component::conversions;
use crate::writer::joined;
use crate::{
    Attributes, Button, ButtonStyle, ButtonType, Component, Content, ErrorMessage, FormGroup, Hint, Html,
    Input, Label, Writer,
};

/// What the button for showing a password says; an empty one leaves upstream's English.
#[derive(Clone, Debug, Default)]
pub struct PasswordWords {
    /// "Show".
    pub show: String,
    /// "Hide".
    pub hide: String,
    /// "Show password".
    pub show_label: String,
    /// "Hide password".
    pub hide_label: String,
    /// "Your password is visible".
    pub shown_announcement: String,
    /// "Your password is hidden".
    pub hidden_announcement: String,
}

/// A field for a password, with a button that shows it.
#[derive(Clone, Debug, Default)]
pub struct PasswordInput {
    /// The name under which the password is sent.
    pub name: String,
    /// The field's identifier; the name by default.
    pub id: String,
    /// What is asked for.
    pub label: Label,
    /// Help with it.
    pub hint: Option<Hint>,
    /// What is wrong with it.
    pub error: Option<ErrorMessage>,
    /// What was written. A refused password is not sent back; leave it empty.
    pub value: String,
    /// "current-password" by default; "new-password" where one is chosen.
    pub autocomplete: String,
    /// Whether nothing can be written.
    pub disabled: bool,
    /// What the button says.
    pub words: PasswordWords,
    /// Further classes of the button.
    pub button_classes: String,
    /// Identifiers of further elements that describe the field.
    pub described_by: String,
    /// The box around the question.
    pub form_group: FormGroup,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl PasswordInput {
    fn button(&self, id: &str) -> Button {
        let or =
            |given: &str, usual: &str| if given.is_empty() { usual.to_owned() } else { given.to_owned() };
        Button {
            content: or(&self.words.show, "Show").into(),
            style: ButtonStyle::Secondary,
            button_type: ButtonType::Button,
            classes: joined(
                "govuk-password-input__toggle govuk-js-password-input-toggle",
                &self.button_classes,
            ),
            attributes: Attributes::new()
                .with("aria-controls", id)
                .with("aria-label", or(&self.words.show_label, "Show password"))
                .flag("hidden"),
            ..Button::default()
        }
    }

    fn group_attributes(&self) -> Attributes {
        Attributes::new()
            .with("data-module", "govuk-password-input")
            .with_optional("data-i18n.show-password", &self.words.show)
            .with_optional("data-i18n.hide-password", &self.words.hide)
            .with_optional("data-i18n.show-password-aria-label", &self.words.show_label)
            .with_optional("data-i18n.hide-password-aria-label", &self.words.hide_label)
            .with_optional("data-i18n.password-shown-announcement", &self.words.shown_announcement)
            .with_optional("data-i18n.password-hidden-announcement", &self.words.hidden_announcement)
            .followed_by(&self.form_group.attributes)
    }
}

impl Component for PasswordInput {
    fn write(&self, writer: &mut Writer) {
        let id = id_or_name(&self.id, &self.name);
        let after = Html::build(|writer| {
            writer.add(&self.button(id));
            writer.content(&self.form_group.after);
        });
        Input {
            name: self.name.clone(),
            id: id.to_owned(),
            label: self.label.clone(),
            hint: self.hint.clone(),
            error: self.error.clone(),
            value: self.value.clone(),
            input_type: "password".into(),
            autocomplete: id_or_name(&self.autocomplete, "current-password").to_owned(),
            autocapitalize: "none".into(),
            spellcheck: Some(false),
            disabled: self.disabled,
            described_by: self.described_by.clone(),
            form_group: FormGroup {
                classes: joined("govuk-password-input", &self.form_group.classes),
                attributes: self.group_attributes(),
                before: self.form_group.before.clone(),
                after: Content::Html(after),
            },
            wrapper_classes: "govuk-password-input__wrapper".into(),
            classes: joined("govuk-password-input__input govuk-js-password-input-input", &self.classes),
            attributes: self.attributes.clone(),
            ..Input::default()
        }
        .write(writer);
    }
}

conversions!(PasswordInput);
