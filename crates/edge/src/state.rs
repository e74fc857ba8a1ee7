//! What all requests share.

use std::time::Duration;

use infra::config::Config;
use limiter::http::address::Networks;
use market::Ctx;
use tokio::time::Instant;

use crate::access_log::AccessLog;
use crate::layers::cors::CorsPolicy;
use crate::layers::session::SiteOrigin;
use crate::layers::transport::TransportPolicy;
use crate::limits::Gatekeeper;
use crate::listen::BodyBudget;
use crate::load_shedder::LoadShedder;
use crate::pages::ErrorPages;
use crate::proxy_anomalies::ProxyAnomalies;
use crate::route::BodySize;
use crate::router::Router;
use crate::security_log::missing_objects::MissingObjects;

/// The state of the server: the market, the router, and the layers' settings.
pub struct AppState {
    /// The trade.
    pub ctx: Ctx,
    /// The table of endpoints.
    pub router: Router,
    /// Counts and refuses.
    pub gatekeeper: Gatekeeper,
    /// Origins that may call.
    pub cors: CorsPolicy,
    /// Where our own pages are.
    pub site_origin: SiteOrigin,
    /// For which hosts it answers, and to whom without TLS.
    pub transport: TransportPolicy,
    /// Proxies whose word is believed.
    pub trusted_proxies: Networks,
    /// Warnings about how requests come in.
    pub proxy_anomalies: ProxyAnomalies,
    /// Who asks for many objects that are not there.
    pub missing_objects: MissingObjects,
    /// Limits requests that run at once.
    pub load_shedder: LoadShedder,
    /// How refusals look to people.
    pub error_pages: &'static dyn ErrorPages,
    /// How long a request may take.
    pub request_timeout: Duration,
    /// How long its body may take.
    pub body_timeout: Duration,
    /// Memory of bodies that are arriving.
    pub body_budget: BodyBudget,
    /// Which requests are written down one by one.
    pub access_log: AccessLog,
}

impl AppState {
    /// Puts the parts together.
    pub fn new(
        config: &Config,
        ctx: Ctx,
        gatekeeper: Gatekeeper,
        router: Router,
        error_pages: &'static dyn ErrorPages,
    ) -> Self {
        let server = &config.server;
        Self {
            gatekeeper,
            cors: CorsPolicy::new(config.cors.origins.clone()),
            site_origin: SiteOrigin::new(&server.public_url),
            transport: TransportPolicy::new(config),
            trusted_proxies: config.trusted_proxies(),
            proxy_anomalies: ProxyAnomalies::default(),
            missing_objects: MissingObjects::default(),
            load_shedder: LoadShedder::new(&config.limits, config.database.max_connections),
            request_timeout: Duration::from_secs(server.request_timeout_seconds),
            body_timeout: Duration::from_secs(server.body_timeout_seconds),
            body_budget: BodyBudget::new(server.body_memory_bytes, BodySize::Large.bytes()),
            access_log: AccessLog::new(config.log.access_log_percent),
            ctx,
            router,
            error_pages,
        }
    }

    /// Until when a body that comes now must be there.
    pub(crate) fn body_deadline(&self) -> Instant {
        Instant::now() + self.body_timeout
    }
}
