//! What macros of `components.html` take that is more than text.

/// How far a step of a timeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StepState {
    /// It happened.
    Done,
    /// It is being waited for.
    Now,
    /// It will come, or may.
    Ahead,
    /// It ended badly.
    Bad,
}

impl StepState {
    /// The class of its list item.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Ahead => "ahead",
            Self::Bad => "bad",
        }
    }
    /// The icon in its dot; none is an empty text.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Done => "check",
            Self::Now => "clock",
            Self::Ahead => "",
            Self::Bad => "close",
        }
    }
}

/// One step of a timeline; its texts are translated.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// How far it is.
    pub state: StepState,
    /// What the step is.
    pub title: String,
    /// When, for the machine: RFC 3339, or empty.
    pub at: String,
    /// When, for the reader, or empty.
    pub time: String,
    /// Who or why, or empty.
    pub note: String,
}

/// The id of a field: its own, or else its name.
pub(crate) fn own_id<'a>(id: &'a str, name: &'a str) -> &'a str {
    if id.is_empty() { name } else { id }
}

/// What a list of choices can be: pairs of a value and what it is called.
pub(crate) trait Choices {
    /// Whether a value is among them.
    fn has(&self, value: &str) -> bool;
}

impl<K: AsRef<str>, T> Choices for [(K, T)] {
    fn has(&self, value: &str) -> bool {
        self.iter().any(|(key, _)| key.as_ref().trim() == value.trim())
    }
}

impl<K: AsRef<str>, T> Choices for Vec<(K, T)> {
    fn has(&self, value: &str) -> bool {
        self.as_slice().has(value)
    }
}

impl<K: AsRef<str>, T, const N: usize> Choices for [(K, T); N] {
    fn has(&self, value: &str) -> bool {
        self.as_slice().has(value)
    }
}

impl<C: Choices + ?Sized> Choices for &C {
    fn has(&self, value: &str) -> bool {
        (**self).has(value)
    }
}

/// Whether a value is among the choices of a list.
pub(crate) fn has_choice(choices: &(impl Choices + ?Sized), value: &str) -> bool {
    choices.has(value)
}
