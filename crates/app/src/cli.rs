//! What can be typed. The help texts are for somebody who has never seen the program.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// AQAD, a B2B marketplace in one program.
///
/// Vendors list products, retailers order them, delivery partners deliver them, and staff
/// oversee the marketplace. By default AQAD stores everything in ./data and listens on
/// 127.0.0.1:8080. To try it:
///
///   aqad demo                      run a marketplace with sample data and one account per role
///
/// To run it in production:
///
///   aqad check-config              check the configuration
///   aqad admin create …            create the first administrator
///   aqad serve                     start the server
#[derive(Debug, Parser)]
#[command(name = "aqad", version, max_term_width = 100, verbatim_doc_comment)]
pub struct Cli {
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub sources: Sources,
}

/// Where the configuration comes from.
#[derive(Debug, Clone, Default, Args)]
pub struct Sources {
    /// Configuration file (TOML). `aqad check-config --defaults` prints one with every key explained.
    #[arg(long, global = true, env = "AQAD_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Set one key, overriding file and environment: --set server.listen=0.0.0.0:8080. Repeatable.
    #[arg(long, global = true, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start the server. SIGTERM or Ctrl-C stops it once running requests have finished.
    Serve,
    /// Run a demo marketplace: sample data in a new folder, the server, and one account per role.
    Demo(DemoArgs),
    /// Fill an empty database with generated data for load tests.
    Seed(SeedArgs),
    /// Apply pending database migrations.
    Migrate,
    /// List all routes with their access rules, rate limit, cache policy and audit events.
    Routes(RoutesArgs),
    /// Print the OpenAPI 3.1 document.
    Openapi,
    /// Manage staff accounts.
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Make and replace the master secret and the signing keys of access tokens.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Inspect and reset rate limits on the running server.
    #[command(subcommand)]
    Limits(LimitsCommand),
    /// Inspect and clear the cache of the running server.
    ///
    /// The server caches products, listings, profiles and sessions. Changes made through the server
    /// invalidate the cache automatically. Clear it by hand after changing the database yourself,
    /// or to test a cold start:
    ///
    ///   aqad cache show                      show health, size and hit rates
    ///   aqad cache drop --product PRODUCT    after changing a product's rows
    ///   aqad cache clear                     after restoring the database
    #[command(subcommand, verbatim_doc_comment)]
    Cache(CacheCommand),
    /// Show the current configuration with secrets masked, and check that it is safe for production.
    CheckConfig(CheckConfigArgs),
    /// Count vendors' orders and add up their sales again, where `aqad doctor` says they are wrong.
    Recount,
    /// Check everything the server needs and report problems.
    Doctor,
}

/// The table of routes.
#[derive(Debug, Args)]
pub struct RoutesArgs {
    /// List what each route costs the database instead: statements, transactions and round trips, by engine.
    #[arg(long)]
    pub cost: bool,
}

/// A demo marketplace.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Data folder. It is recreated on every start, so changes made in the demo are lost.
    #[arg(long, default_value = "./aqad-demo", value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: std::net::SocketAddr,
    /// Create the data and exit without starting the server.
    #[arg(long)]
    pub no_serve: bool,
}

/// Generated data.
#[derive(Debug, Args)]
pub struct SeedArgs {
    /// Number of vendors.
    #[arg(long, default_value_t = 200)]
    pub vendors: u64,
    /// Number of retailers.
    #[arg(long, default_value_t = 1_000)]
    pub retailers: u64,
    /// Number of products.
    #[arg(long, default_value_t = 10_000)]
    pub products: u64,
    /// Number of stock levels (one offer at one warehouse each).
    #[arg(long, default_value_t = 100_000)]
    pub inventory: u64,
}

/// Staff accounts.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Create a staff account. The password is generated and shown once, or read from standard input.
    Create {
        /// Email address used to sign in.
        #[arg(long)]
        email: String,
        /// Full name.
        #[arg(long)]
        name: String,
        /// Role: `super_admin`, `ops_admin`, `catalog_moderator`, `kyc_reviewer`, `finance_maker`,
        /// `finance_checker`, dispatcher, `support_agent`, `security_officer`, auditor.
        #[arg(long, default_value = "super_admin")]
        role: String,
        /// Read the password from standard input instead of generating one.
        #[arg(long)]
        password_stdin: bool,
    },
}

/// Keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Print a new master secret: 48 random bytes for auth.secret.
    ///
    ///   (umask 077; aqad keys new > /etc/aqad/secret)
    #[command(verbatim_doc_comment)]
    New,
    /// Start signing with a new key. Old keys stay valid until their tokens expire, so nobody is
    /// signed out. Running servers pick up the new key automatically.
    ///
    /// With --master, replace the master secret: everything that is sealed is sealed again with
    /// auth.secret, and nobody is signed out. To replace it:
    ///
    ///   1. aqad keys new               make another secret
    ///   2. on every server, list the old secret in `auth.previous_secrets`, set auth.secret to the
    ///      new one and restart
    ///   3. aqad keys rotate --master   seal everything again; can be interrupted and started again
    ///   4. aqad doctor                 says when the old secret can be removed
    #[command(verbatim_doc_comment)]
    Rotate {
        /// Replace the master secret instead of the signing key.
        #[arg(long)]
        master: bool,
    },
}

/// Rate limits of the running server, found through `server.control_socket`.
#[derive(Debug, Subcommand)]
pub enum LimitsCommand {
    /// Show the status of the rate limiter and the clients it blocked most.
    Show {
        /// Number of clients to list.
        #[arg(long, default_value_t = 20)]
        top: usize,
    },
    /// Show what a client has left of each limit it used. This does not use up any quota.
    Caller(CallerArgs),
    /// Reset a client's limits on all nodes. Recorded in the audit log.
    Reset(CallerArgs),
}

/// A client: exactly one of address, user, company and account.
#[derive(Debug, Args)]
pub struct CallerArgs {
    /// IP address, such as 203.0.113.7 or `2001:db8::1` (IPv6 is counted by /64).
    #[arg(long)]
    pub address: Option<std::net::IpAddr>,
    /// User ID, `usr_…`.
    #[arg(long)]
    pub user: Option<String>,
    /// Company ID, `cmp_…`.
    #[arg(long)]
    pub company: Option<String>,
    /// Email address used in sign-in attempts.
    #[arg(long, value_name = "EMAIL")]
    pub account: Option<String>,
    /// With --account: only attempts from this IP address.
    #[arg(long, requires = "account", value_name = "ADDRESS")]
    pub from: Option<std::net::IpAddr>,
}

/// The cache of the running server, found through `server.control_socket`.
#[derive(Debug, Subcommand)]
pub enum CacheCommand {
    /// Show health, size, hits, misses and loads by cache, or where one value is kept.
    Show {
        /// One value: `product:prd_…` or `vendor:cmp_…`.
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
    },
    /// Clear the cache on all nodes. The next read of each value goes to the database. Recorded in
    /// the audit log.
    Clear,
    /// Drop cached values of one product, company or user on all nodes. Recorded in the audit log.
    Drop(CacheTargetArgs),
}

/// Something that cached values depend on: exactly one of product, company and user.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct CacheTargetArgs {
    /// Product ID, `prd_…`: the product and every list that contains it.
    #[arg(long, value_name = "ID")]
    pub product: Option<String>,
    /// Company ID, `cmp_…`: its profile and products, the vendor list, and its sessions.
    #[arg(long, value_name = "ID")]
    pub company: Option<String>,
    /// User ID, `usr_…`: their sessions.
    #[arg(long, value_name = "ID")]
    pub user: Option<String>,
}

/// The configuration check.
#[derive(Debug, Args)]
pub struct CheckConfigArgs {
    /// Print the defaults with every key explained, as a starting point for your own file.
    #[arg(long)]
    pub defaults: bool,
}
