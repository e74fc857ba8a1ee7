//! A running marketplace.

use std::net::SocketAddr;
use std::sync::Arc;

use infra::clock::OsEntropy;
use infra::config::{self, Config};
use infra::db::{self, Db};
use infra::jobs;
use kernel::text::Name;
use kernel::{Clock, Email, Secret};
use market::Ctx;
use market::accounts::{CreateStaff, create_staff};
use market::authority::Operator;
use market::may::Role;
use market::reactions::Reactions;
use tokio::sync::watch;

use crate::actor::{Actor, PASSWORD};
use crate::clock::MovableClock;
use crate::database::{Engine, TestDb};

/// How the world names a server under test: the issuer of its tokens, so the nodes of one fleet share it.
/// By number, so that pages that are asked for by number are not sent elsewhere.
pub const PUBLIC_URL: &str = "http://127.0.0.1:8080";

/// What a test wants otherwise than usual: configuration keys and values.
pub type Options<'a> = &'a [(&'a str, &'a str)];

/// A marketplace of one test's own, served over HTTP in this process. Background work runs when
/// the test says so ([`TestApp::settle`]), and none may be left over at its end ([`TestApp::finish`]).
pub struct TestApp {
    /// `http://127.0.0.1:port`
    pub url: String,
    /// Where it listens.
    pub address: SocketAddr,
    /// The trade behind it.
    pub ctx: Ctx,
    /// What time it is for all of that.
    pub clock: Arc<MovableClock>,
    /// Its configuration.
    pub config: Box<Config>,
    /// Its database.
    pub db: TestDb,
    stop: watch::Sender<bool>,
    running: Option<aqad::serve::RunningServer>,
}

/// The URL of an engine's database as configuration wants it; for tests that start the program itself.
pub fn engine_url(db: &TestDb) -> String {
    db.url.clone()
}

impl TestApp {
    /// Starts one with limits off and no background work.
    pub async fn new(engine: Engine) -> Self {
        Self::with(engine, &[]).await
    }

    /// Starts one with other configuration.
    pub async fn with(engine: Engine, options: Options<'_>) -> Self {
        let db = TestDb::migrated(engine).await;
        Self::on(db, options).await
    }

    /// Starts one on a database that may hold something.
    pub async fn on(test_db: TestDb, options: Options<'_>) -> Self {
        Box::pin(Self::at(Arc::default(), test_db, options)).await
    }

    async fn at(clock: Arc<MovableClock>, test_db: TestDb, options: Options<'_>) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = test_db.folder.path().display().to_string();
        // One node, unless the test gives it others to share a cache with.
        let alone = if options.iter().any(|(key, _)| *key == "cache.redis_url") { "false" } else { "true" };
        let usual = [
            ("cache.single_node", alone),
            ("data_dir", folder.as_str()),
            ("database.url", test_db.url.as_str()),
            ("database.sqlite_durability", "normal"),
            ("database.acquire_timeout_seconds", "30"),
            ("server.listen", "127.0.0.1:0"),
            ("server.metrics_listen", ""),
            ("server.request_timeout_seconds", "60"),
            ("server.max_connections_per_address", "2000"),
            ("limits.enabled", "false"),
            ("jobs.enabled", "false"),
            // Most tests order all there is, and are not about that.
            ("trade.unaccepted_packs", "1000000"),
            ("trade.unaccepted_value", "0"),
            ("auth.hashing_queue", "1000"),
            // Tests sign the same few people in again and again.
            ("auth.max_sessions", "1000"),
            ("server.public_url", PUBLIC_URL),
        ];
        let pairs = usual
            .iter()
            .chain(options)
            .map(|(key, value)| (format!("AQAD_{}", key.replace('.', "__").to_ascii_uppercase()), (*value).to_owned()));
        let config = config::load(None, pairs, &OsEntropy).expect("the test's configuration");
        let mut settings = config.database_settings().expect("settings");
        settings.source = test_db.source();
        let db = Db::open(&settings).await.expect("the database opens");
        db::migrate(&db, clock.as_ref(), market::schema::MIGRATIONS).await.expect("the schema");
        let time = Arc::clone(&clock) as Arc<dyn Clock>;
        let ctx = Ctx::open_for_tests(&config, db, time, Arc::new(OsEntropy)).await.expect("the trade opens");
        let (stop, stopped) = watch::channel(false);
        let running = aqad::serve::start(&config, ctx.clone(), stopped).await.expect("the server starts");
        let address = running.address;
        Self {
            url: format!("http://{address}"),
            address,
            ctx,
            clock,
            config: Box::new(config),
            db: test_db,
            stop,
            running: Some(running),
        }
    }

    /// Somebody without an account.
    pub fn anybody(&self) -> Actor {
        Actor::anybody(&self.url)
    }

    /// Staff in a role, signed in.
    pub async fn staff(&self, role: Role) -> Actor {
        self.staff_called(role, &role.as_str().replace('_', "-")).await
    }

    /// One of the platform's people of a role, signed in: the same name is the same person.
    pub async fn staff_called(&self, role: Role, name: &str) -> Actor {
        let email = format!("{name}@platform.example");
        let cmd = CreateStaff {
            name: Name::new("Staff Person").expect("a name"),
            email: Email::new(&email).expect("an address"),
            password: Secret::new(PASSWORD.to_owned()),
            role,
            must_change_password: false,
        };
        // The second time it is there already.
        let _ = create_staff(&self.ctx, Operator::at_the_console(), cmd).await;
        self.anybody().sign_in(&email).await
    }

    /// The server in this process.
    pub fn running(&self) -> &aqad::serve::RunningServer {
        self.running.as_ref().expect("it runs until the test finishes")
    }

    /// Runs background work that is due until there is none.
    pub async fn settle(&self) {
        let reactor = Reactions(self.ctx.clone());
        while Box::pin(jobs::tick(&self.ctx.store, &reactor)).await.expect("the queue answers") > 0 {}
    }

    /// Stops the server, and starts another on the same database and clock.
    pub async fn restarted(mut self, options: Options<'_>) -> Self {
        self.stop.send_replace(true);
        if let Some(running) = self.running.take() {
            running.wait().await.expect("the server ends");
        }
        Self::at(self.clock, self.db, options).await
    }

    /// Ends the test: all background work must be done, none dead-lettered, stock must equal its movements, and
    /// vendors' figures their orders.
    pub async fn finish(mut self) {
        self.settle().await;
        let backlog = jobs::backlog(&self.ctx.store.db, self.ctx.store.now()).await.expect("the queue answers");
        assert_eq!((backlog.events, backlog.due, backlog.dead), (0, 0, 0), "background work is left over");
        let drift = market::inventory::drift(Operator::at_the_console(), &self.ctx.store.db)
            .await
            .expect("stock can be summed");
        assert!(drift.is_empty(), "levels that are not the sum of their movements: {drift:?}");
        let wrong = market::orders::wrong_figures(Operator::at_the_console(), &self.ctx.store.db).await;
        assert_eq!(wrong.expect("orders can be counted"), [], "vendors' figures are not what their orders come to");
        self.stop.send_replace(true);
        if let Some(running) = self.running.take() {
            running.wait().await.expect("the server ends");
        }
    }
}
