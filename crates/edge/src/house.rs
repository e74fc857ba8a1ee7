//! Everything a request may meet on its way.

use std::time::Duration;

use limiter::http::address::Networks;
use market::Ctx;
use platform::config::Config;

use crate::layers::cors::Cors;
use crate::layers::session::Home;
use crate::limits::Gatekeeper;
use crate::odd::Oddities;
use crate::pages::Face;
use crate::rooms::Rooms;
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
    /// Where our own pages are.
    pub home: Home,
    /// Proxies whose word is believed.
    pub proxies: Networks,
    /// Warnings about how requests come in.
    pub oddities: Oddities,
    /// Room for requests.
    pub rooms: Rooms,
    /// How refusals look to people.
    pub face: &'static dyn Face,
    /// How long a request may take.
    pub patience: Duration,
    /// How long its body may take.
    pub body_patience: Duration,
    /// How large its body may be, in bytes.
    pub max_body: usize,
}

impl House {
    /// Puts the parts together.
    pub fn new(config: &Config, ctx: Ctx, gatekeeper: Gatekeeper, table: Table, face: &'static dyn Face) -> Self {
        let server = &config.server;
        Self {
            gatekeeper,
            cors: Cors::new(config.cors.origins.clone()),
            home: Home::at(&server.public_url),
            proxies: config.trusted_proxies(),
            oddities: Oddities::default(),
            rooms: Rooms::new(&config.limits),
            patience: Duration::from_secs(server.request_seconds),
            body_patience: Duration::from_secs(server.body_seconds),
            max_body: server.max_body_bytes,
            ctx,
            table,
            face,
        }
    }
}
