//! Everything a request may meet on its way.

use std::sync::Arc;
use std::time::Duration;

use market::Ctx;
use platform::config::Config;

use crate::layers::address::Proxies;
use crate::layers::cors::Cors;
use crate::layers::limits::Gatekeeper;
use crate::table::Table;

/// The house: the trade, the table of endpoints, and the layers' settings.
pub struct House {
    /// The trade.
    pub ctx: Ctx,
    /// The table of endpoints.
    pub table: Table,
    /// Counts and refuses.
    pub gatekeeper: Gatekeeper,
    /// Origins that may call.
    pub cors: Cors,
    /// Proxies whose word is believed.
    pub proxies: Proxies,
    /// How long a request may take.
    pub patience: Duration,
    /// How long its body may take.
    pub body_patience: Duration,
    /// How large its body may be, in bytes.
    pub max_body: usize,
}

impl House {
    /// Puts the parts together.
    pub fn new(config: &Config, ctx: Ctx, table: Table) -> Self {
        let server = &config.server;
        Self {
            gatekeeper: Gatekeeper::new(config.limits.clone(), Arc::clone(&ctx.store.clock)),
            cors: Cors::new(config.cors.origins.clone()),
            proxies: Proxies::new(&server.trusted_proxies),
            patience: Duration::from_secs(server.request_seconds),
            body_patience: Duration::from_secs(server.body_seconds),
            max_body: server.max_body_bytes,
            ctx,
            table,
        }
    }
}
