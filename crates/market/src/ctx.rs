//! What every action needs.

use std::sync::Arc;
use std::time::Duration;

use cache::{Cache, CacheRedisSettings, CacheSettings};
use infra::Store;
use infra::config::{Config, EffectiveConfig, Mode, StaffNetworks};
use infra::crypto::{Purpose, Vault};
use infra::db::Db;
use infra::node_metrics::NodeMetrics;
use infra::password::{HashingCost, HashingSettings, PasswordHasher};
use infra::readiness::Readiness;
use infra::signing_keys::{OpenKeysError, SigningKeys};
use kernel::{Clock, Currency, Entropy};
use supervisor::{Pace, Supervisor};

use crate::catalog::KnownCounts;
use crate::invalidation;
use crate::retained_data::RetentionRules;
use crate::security::SecurityRecorder;

/// How much a retailer that is new may hold in orders that are not accepted yet.
#[derive(Debug, Clone, Copy)]
pub struct UnacceptedRules {
    /// Packs of one offer that every retailer may hold.
    pub packs: i64,
    /// Percent of what is free of an offer that it may hold beyond that.
    pub percent: i64,
    /// Minor units that it may hold at one vendor; 0 for any value.
    pub value_minor: i64,
    /// Each so many delivered vendor orders double share and value.
    pub trust_orders: i64,
}

/// Numbers that the operator sets.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The currency of listings that name none.
    pub currency: Currency,
    /// Seconds a vendor has to accept.
    pub accept_s: i64,
    /// Seconds between delivery and completion.
    pub return_s: i64,
    /// How far a price may move unheld, in millionths.
    pub guard_ppm: i64,
    /// How many price changes in ten minutes go unheld.
    pub guard_burst: i64,
    /// How much a retailer may hold in orders that are not accepted yet.
    pub unaccepted: UnacceptedRules,
    /// For how long data is kept.
    pub retention: RetentionRules,
    /// Who issues tokens.
    pub issuer: String,
    /// Seconds an access token is good for.
    pub access_s: i64,
    /// Seconds a sign-in lasts without use.
    pub refresh_idle_s: i64,
    /// Seconds a sign-in lasts at most.
    pub refresh_absolute_s: i64,
    /// Seconds a browser's sign-in lasts without use.
    pub session_idle_s: i64,
    /// Seconds a browser's sign-in lasts at most.
    pub session_absolute_s: i64,
    /// Sign-ins that a person may have at once.
    pub max_sessions: i64,
    /// From where the platform's people may sign in and act.
    pub staff_from: StaffNetworks,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

impl Rules {
    fn of(config: &Config) -> Self {
        Self {
            currency: config.trade.currency,
            accept_s: config.trade.accept_hours * HOUR,
            return_s: config.trade.return_days * DAY,
            guard_ppm: config.trade.price_guard_percent * 10_000,
            guard_burst: config.trade.price_guard_burst,
            unaccepted: UnacceptedRules {
                packs: config.trade.unaccepted_packs,
                percent: config.trade.unaccepted_percent,
                value_minor: config.trade.unaccepted_value,
                trust_orders: config.trade.unaccepted_trust_orders,
            },
            retention: RetentionRules::of(&config.retention),
            issuer: config.server.public_url.clone(),
            access_s: config.auth.access_token_seconds,
            refresh_idle_s: config.auth.refresh_idle_days * DAY,
            refresh_absolute_s: config.auth.refresh_absolute_days * DAY,
            session_idle_s: config.auth.session_idle_minutes * MINUTE,
            session_absolute_s: config.auth.session_absolute_hours * HOUR,
            max_sessions: config.auth.max_sessions,
            staff_from: config.staff_from(),
        }
    }
}

/// Everything an action may reach. Cheap to clone.
#[derive(Clone)]
pub struct Ctx {
    /// What was read a moment ago.
    pub cache: Cache,
    /// The database with clock and ids.
    pub store: Store,
    /// Keys derived from the master secret.
    pub vault: Vault,
    /// Password hashing.
    pub passwords: PasswordHasher,
    /// Signing keys of access tokens.
    pub keys: SigningKeys,
    /// Numbers that the operator sets.
    pub rules: Arc<Rules>,
    /// Notes what strangers try.
    pub security: SecurityRecorder,
    /// How this process is doing.
    pub node_metrics: NodeMetrics,
    /// Keeps its background tasks running.
    pub supervisor: Supervisor,
    /// Whether it should be sent requests.
    pub readiness: Readiness,
    /// The configuration as it stands, secrets masked.
    pub config: EffectiveConfig,
    /// How common the terms of the catalogue are.
    pub(crate) term_counts: Arc<KnownCounts>,
}

errors! {
    /// Why the trade cannot be opened.
    pub enum OpenError {
        /// The master secret is unfit.
        WeakSecret { why: String } = Bug "config.weak_secret" "auth.secret: {why}",
        /// Cheap hashes were asked for outside of tests.
        TestsOnly = Bug "config.tests_only" "this way of opening the trade is for tests; production does not take it",
        /// The database was set up with another master secret.
        WrongSecret { key: String } = Bug "config.wrong_secret" "{key}: this is not the master secret that the database was set up with; with it, no password would be right and no signing key could be decrypted. Nothing was changed. Set the original secret (from its backup), or point database.url and data_dir at the database that belongs to this one",
        /// The key that signs was sealed with another secret.
        SealedKey { kid: String } = Bug "config.sealed_key" "signing key {kid} was sealed with another master secret; run `aqad keys rotate` to sign with a new key (everybody signs in again)",
        /// The cache's address is none.
        BadCache { why: String } = Bug "config.bad_cache" "{why}",
    }
}

impl OpenError {
    /// Says which setting names the secret.
    pub fn of_keys(error: OpenKeysError, config: &Config) -> Self {
        match error {
            OpenKeysError::WrongSecret => Self::WrongSecret { key: config.secret_key() },
            OpenKeysError::Sealed(kid) => Self::SealedKey { kid },
            OpenKeysError::Db(error) => Self::Db(error),
        }
    }
}

impl Ctx {
    /// Puts the parts together; reads or makes the signing keys.
    pub async fn open(
        config: &Config,
        db: Db,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, OpenError> {
        Self::put_together(config, db, clock, entropy, (HashingCost::Full, Supervisor::default())).await
    }

    /// The same with password hashes that cost next to nothing, as tests sign people in by the thousand, and with
    /// background tasks that panic when a test asks for it. No setting leads here, and production is refused.
    pub async fn open_for_tests(
        config: &Config,
        db: Db,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, OpenError> {
        if config.mode == Mode::Production {
            return Err(OpenError::TestsOnly);
        }
        let supervisor = Supervisor::for_tests(Pace::default());
        Self::put_together(config, db, clock, entropy, (HashingCost::Least, supervisor)).await
    }

    async fn put_together(
        config: &Config,
        db: Db,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        (cost, supervisor): (HashingCost, Supervisor),
    ) -> Result<Self, OpenError> {
        let vault =
            config.vault(Arc::clone(&entropy)).map_err(|weak| OpenError::WeakSecret { why: weak.to_string() })?;
        let plain = Store::new(db, Arc::clone(&clock), Arc::clone(&entropy));
        // From here on the vault goes by the secret that the database goes by.
        let keys = SigningKeys::open(&plain, vault.clone()).await.map_err(|e| OpenError::of_keys(e, config))?;
        let cache = cache(config, &vault, clock, &supervisor)?;
        let store = plain.with_after_commit(Arc::new(invalidation::InvalidateOnCommit(cache.clone())));
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let parallel = if config.auth.hashing_threads == 0 { cores } else { config.auth.hashing_threads };
        let hashing =
            HashingSettings { parallel, queue: config.auth.hashing_queue, queue_timeout: Duration::from_secs(4), cost };
        let passwords = PasswordHasher::new(vault.clone(), entropy, hashing);
        let security = SecurityRecorder::new(Arc::clone(&store.clock), Arc::clone(&store.entropy));
        let (rules, config) = (Arc::new(Rules::of(config)), EffectiveConfig::new(config));
        let (node_metrics, readiness) = (NodeMetrics::default(), Readiness::default());
        let term_counts = Arc::default();
        Ok(Self {
            cache,
            store,
            vault,
            passwords,
            keys,
            rules,
            security,
            node_metrics,
            supervisor,
            readiness,
            config,
            term_counts,
        })
    }
}

/// The cache as it was configured. One that other nodes would not hear from is none.
fn cache(config: &Config, vault: &Vault, clock: Arc<dyn Clock>, supervisor: &Supervisor) -> Result<Cache, OpenError> {
    let redis = config.cache_redis().map_err(|e| OpenError::BadCache { why: e.to_string() })?;
    if !config.cache.enabled || (redis.is_none() && !config.may_cache_locally()) {
        return Ok(Cache::off());
    }
    let redis = redis.map(|target| CacheRedisSettings {
        target,
        prefix: config.cache.redis_prefix.clone(),
        max_staleness: Duration::from_millis(config.cache.max_staleness_ms),
        deadline: Duration::from_millis(config.cache.redis_timeout_ms),
    });
    let settings =
        CacheSettings { max_bytes: config.cache.memory_bytes, secret: vault.tag(Purpose::Cache, b""), redis };
    Ok(Cache::start_supervised(settings, Arc::new(move || clock.steady()), supervisor))
}
