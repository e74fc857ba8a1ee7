//! Secrets: where they are read from, the one that development makes for itself, and files with secrets
//! that others can read.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use kernel::{Entropy, Secret};

use super::error::ConfigIssue;
use super::sources::OWN_SECRET;
use super::{Config, ConfigError, Mode};

impl Config {
    /// The secret that development keeps for itself.
    fn own_secret_file(&self) -> PathBuf {
        self.data_dir.join("secret")
    }

    /// Where the master secret comes from, for messages: the key, and the file or variable behind it.
    pub fn secret_key(&self) -> String {
        match self.sources.of("auth.secret") {
            Some(source) if source == OWN_SECRET => format!("auth.secret ({})", self.own_secret_file().display()),
            Some("auth.secret_file") => format!("auth.secret_file ({})", path_for_message(&self.auth.secret_file)),
            Some(source) => format!("auth.secret ({source})"),
            None => "auth.secret".to_owned(),
        }
    }

    /// Whether the master secret is the one that development made for itself.
    pub fn has_own_secret(&self) -> bool {
        self.sources.of("auth.secret") == Some(OWN_SECRET)
    }
}

/// Reads the secrets that are in files of their own. A value that was set by a later layer than its
/// file wins.
pub(super) fn read_secret_files(config: &mut Config) -> Result<(), ConfigError> {
    let sources = &mut config.sources;
    for (key, value, file) in [
        ("database.url", &mut config.database.url, &config.database.url_file),
        ("limits.redis_url", &mut config.limits.redis_url, &config.limits.redis_url_file),
        ("cache.redis_url", &mut config.cache.redis_url, &config.cache.redis_url_file),
        ("auth.secret", &mut config.auth.secret, &config.auth.secret_file),
        ("server.metrics_token", &mut config.server.metrics_token, &config.server.metrics_token_file),
    ] {
        let file_key = format!("{key}_file");
        if file.is_empty() || (!value.reveal().is_empty() && sources.is_later(key, &file_key)) {
            continue;
        }
        let text = fs::read_to_string(file).map_err(|e| ConfigError::Value {
            key: file_key.clone(),
            why: format!("cannot read {}: {e}", path_for_message(file)),
        })?;
        *value = Secret::new(text.trim().to_owned());
        sources.rename(key, &file_key);
    }
    read_previous_secrets(config)
}

/// Adds the previous master secrets that are in a file of their own, one a line.
fn read_previous_secrets(config: &mut Config) -> Result<(), ConfigError> {
    let (key, file) = ("auth.previous_secrets_file", &config.auth.previous_secrets_file);
    if file.is_empty() {
        return Ok(());
    }
    let text = fs::read_to_string(file).map_err(|e| ConfigError::Value {
        key: key.to_owned(),
        why: format!("cannot read {}: {e}", path_for_message(file)),
    })?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    config.auth.previous_secrets.extend(lines.map(|line| Secret::new(line.to_owned())));
    config.sources.rename("auth.previous_secrets", key);
    Ok(())
}

/// A path for messages. What looks like no path may be the secret itself, put into the wrong key.
fn path_for_message(path: &str) -> &str {
    let is_path = ["/", "./", "../"].iter().any(|start| path.starts_with(start));
    if is_path && !path.contains("://") && !path.contains('@') { path } else { "the file it names (not shown)" }
}

/// Takes the secret that development made for itself, if it has one and no other was set.
pub(super) fn read_own_secret(config: &mut Config) -> Result<(), ConfigError> {
    if config.mode != Mode::Development || !config.auth.secret.reveal().is_empty() {
        return Ok(());
    }
    let path = config.own_secret_file();
    match fs::read_to_string(&path) {
        Ok(text) if text.trim().is_empty() => Err(ConfigError::File {
            path: path.display().to_string(),
            why: "the file is empty (a full disk at an earlier start?); if nothing was ever stored in data_dir, delete it and start again; otherwise restore it from its backup".to_owned(),
        }),
        Ok(text) => {
            config.auth.secret = Secret::new(text.trim().to_owned());
            config.sources.rename("auth.secret", OWN_SECRET);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(file_error(&path, &error)),
    }
}

/// Makes development's own secret where there is none, and keeps it where only its owner can read it.
pub(super) fn make_own_secret(config: &mut Config, entropy: &dyn Entropy) -> Result<(), ConfigError> {
    if config.mode != Mode::Development || !config.auth.secret.reveal().is_empty() {
        return Ok(());
    }
    let path = config.own_secret_file();
    let folder = fs::DirBuilder::new().recursive(true).mode(0o700).create(&config.data_dir);
    folder.map_err(|e| file_error(&config.data_dir, &e))?;
    let secret = crate::crypto::generate_secret(entropy);
    // Where another process was quicker, its secret is the one.
    put_whole(&path, secret.reveal().as_bytes(), entropy).map_err(|e| file_error(&path, &e))?;
    read_own_secret(config)
}

/// Writes a file aside and gives it its name when it is whole and on the disk: nobody ever sees half of
/// it. One that is there already stays.
fn put_whole(path: &Path, bytes: &[u8], entropy: &dyn Entropy) -> io::Result<()> {
    let mut dice = [0_u8; 8];
    entropy.fill(&mut dice);
    let aside = path.with_extension(format!("{:016x}.new", u64::from_be_bytes(dice)));
    let named = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        // Unlike a rename, a link does not replace what another process has put there meanwhile.
        fs::hard_link(&aside, path)
    });
    let removed = fs::remove_file(&aside);
    match named {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => removed,
        Err(error) => Err(error),
        Ok(()) => removed.and_then(|()| fs::File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()),
    }
}

fn file_error(path: &Path, error: &io::Error) -> ConfigError {
    ConfigError::File { path: path.display().to_string(), why: error.to_string() }
}

/// Files with secrets that every user of this machine can read or change.
pub fn exposed_files(config: &Config) -> Vec<ConfigIssue> {
    let own = if config.has_own_secret() { config.own_secret_file() } else { PathBuf::new() };
    let kept = [
        "auth.secret",
        "auth.previous_secrets",
        "database.url",
        "limits.redis_url",
        "cache.redis_url",
        "server.metrics_token",
    ];
    let database =
        if config.database.url.reveal().is_empty() { config.data_dir.join("aqad.db") } else { PathBuf::new() };
    let mut found = Vec::new();
    for (key, path) in [
        ("auth.secret_file", Path::new(&config.auth.secret_file)),
        ("auth.secret", &own),
        ("auth.previous_secrets_file", Path::new(&config.auth.previous_secrets_file)),
        ("database.url_file", Path::new(&config.database.url_file)),
        ("limits.redis_url_file", Path::new(&config.limits.redis_url_file)),
        ("cache.redis_url_file", Path::new(&config.cache.redis_url_file)),
        ("server.tls_key_file", Path::new(&config.server.tls_key_file)),
        ("server.metrics_token_file", Path::new(&config.server.metrics_token_file)),
        ("database.client_key_file", Path::new(&config.database.client_key_file)),
        ("limits.redis_client_key_file", Path::new(&config.limits.redis_client_key_file)),
        ("cache.redis_client_key_file", Path::new(&config.cache.redis_client_key_file)),
        ("--config (it holds a secret)", config.sources.file_that_sets(&kept).unwrap_or(Path::new(""))),
        ("data_dir", &database),
    ] {
        let Ok(seen) = fs::metadata(path) else { continue };
        if seen.is_file() && seen.permissions().mode() & 0o006 != 0 {
            let path = path.display();
            found
                .push(format!("{key}: every user of this machine can read or change {path}; run `chmod o-rwx {path}`"));
        }
    }
    found
}
