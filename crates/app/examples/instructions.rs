//! Does what every request needs so many times over, each in a function of its own, for whoever counts instructions.
//!
//! `scripts/instructions` runs it under valgrind and reads what each `measured_…` took.

use std::env;
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use edge::layers::{cache, security_headers};
use edge::{CachePolicy, CachedJson, IntoResponse, Router};
use http::{HeaderMap, Method};
use kernel::ids::Id;
use kernel::{ProductId, RequestId};
use limiter::{LimitCheck, Limiter, Policy, clock::InstantClock};
use market::{accounts, catalog};
use testkit::{Engine, TestApp};
use tokio::runtime::{Builder, Runtime};

/// How often each is done before it is measured: caches are warm, and what is made once is there.
const WARM: u32 = 20;

/// What is there to work with.
struct Stage {
    runtime: Runtime,
    app: TestApp,
    limiter: Limiter,
    policies: [Arc<Policy>; 3],
    router: Router,
    token: String,
    product: ProductId,
}

impl Stage {
    fn new() -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let (app, token, product) = runtime.block_on(async {
            let app = TestApp::new(Engine::Sqlite).await;
            app.category().await;
            let vendor = app.vendor("acme").await;
            let tea = vendor.sells("Tea", 8_000, 100).await;
            let token = vendor.token.clone().expect("a token");
            (app, token, tea.product_id.parse().expect("an id"))
        });
        let policy = |name: &str| Arc::new(Policy::new(name, u64::MAX >> 16, Duration::from_hours(1)));
        Self {
            limiter: Limiter::local(*b"a secret of test", 64 << 20, Arc::new(InstantClock::default())),
            policies: ["service", "address", "catalogue"].map(policy),
            router: aqad::router(),
            runtime,
            app,
            token,
            product,
        }
    }

    /// Three limits, as most requests are counted against.
    fn limiter(&self) {
        let hasher = self.limiter.key_hasher();
        let check = |policy| LimitCheck::new(policy, hasher.key("instructions", &[b"198.51.100.7"]));
        let checks = self.policies.each_ref().map(check);
        assert!(self.runtime.block_on(self.limiter.admit(&checks)).admitted, "it admits everybody");
    }

    /// From a bearer token to who that is.
    fn token(&self) {
        let request = RequestId::from_uuid(self.product.uuid());
        let known = self.runtime.block_on(accounts::authenticate(&self.app.ctx, &self.token, request));
        assert!(matches!(known, Ok(accounts::BearerAuth::Known(_))), "the token is good");
    }

    /// A product from the cache, as an answer with its headers.
    fn product(&self) {
        let entry = self.runtime.block_on(catalog::product(&self.app.ctx, self.product)).expect("a product");
        let mut response = CachedJson(entry).into_response();
        cache::apply(CachePolicy::Revalidate, &HeaderMap::new(), &mut response);
        security_headers::apply(&mut response.headers);
        assert!(black_box(response).headers.len() > 10, "it has its headers");
    }

    /// The endpoint of a path.
    fn router(&self) {
        let path = "/api/vendor-orders/vor_01k00000000000000000000001/transitions";
        let _ = black_box(self.router.find(&Method::POST, black_box(path)));
    }
}

macro_rules! measured {
    ($($name:ident = $what:ident),* $(,)?) => {
        $(
            #[inline(never)]
            fn $name(stage: &Stage, rounds: u32) {
                for _ in 0..rounds {
                    stage.$what();
                }
            }
        )*

        fn measure(stage: &Stage, rounds: u32) {
            $(
                for _ in 0..WARM {
                    stage.$what();
                }
                $name(stage, rounds);
            )*
        }
    };
}

measured!(measured_limiter = limiter, measured_token = token, measured_product = product, measured_router = router,);

fn main() -> ExitCode {
    let Some(rounds) = env::args().nth(1).and_then(|rounds| rounds.parse().ok()) else {
        return ExitCode::from(2);
    };
    let stage = Stage::new();
    measure(&stage, rounds);
    let Stage { runtime, app, .. } = stage;
    runtime.block_on(app.finish());
    ExitCode::SUCCESS
}
