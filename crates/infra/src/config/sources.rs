//! Where each setting comes from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The source of the secret that development makes for itself.
pub(super) const OWN_SECRET: &str = "the file `secret` in data_dir";

/// Where each setting comes from; what is not named has its default.
#[derive(Debug, Clone, Default)]
pub struct ConfigSources {
    names: BTreeMap<String, (u8, String)>,
    file: Option<PathBuf>,
}

/// A layer of configuration: later ones lie on top.
#[derive(Clone, Copy)]
pub(super) struct Layer<'a> {
    pub rank: u8,
    pub name: &'a str,
}

impl ConfigSources {
    /// The file, variable or option that set a key.
    pub fn of(&self, key: &str) -> Option<&str> {
        self.names.get(key).map(|(_, name)| name.as_str())
    }

    /// Whether one key was set by a later layer than another.
    pub(super) fn is_later(&self, key: &str, than: &str) -> bool {
        let rank = |key: &str| self.names.get(key).map_or(0, |(rank, _)| *rank);
        rank(key) > rank(than)
    }

    pub(super) fn put(&mut self, key: &str, layer: Layer<'_>) {
        self.names.insert(key.to_owned(), (layer.rank, layer.name.to_owned()));
    }

    /// Says that a key's value was read from elsewhere in the end.
    pub(super) fn rename(&mut self, key: &str, name: &str) {
        self.names.insert(key.to_owned(), (u8::MAX, name.to_owned()));
    }

    pub(super) fn set_file(&mut self, file: Option<&Path>) {
        self.file = file.map(Path::to_owned);
    }

    /// The configuration file, if it sets any of these keys.
    pub(super) fn file_that_sets(&self, keys: &[&str]) -> Option<&Path> {
        let file = self.file.as_deref()?;
        let name = file.display().to_string();
        keys.iter().any(|key| self.of(key) == Some(name.as_str())).then_some(file)
    }
}
