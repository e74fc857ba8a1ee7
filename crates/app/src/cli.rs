//! What can be typed. The help texts are for somebody who has never seen the program.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// AQAD, a B2B marketplace in one program.
///
/// Vendors list products, retailers order them, delivery partners bring them, and staff watches
/// over it all. Without any configuration it keeps everything in ./data and listens on
/// 127.0.0.1:8080. Try it:
///
///   aqad demo                      a marketplace with believable data, and a login per role
///
/// Run it for real:
///
///   aqad check-config              what holds, and what production would refuse
///   aqad admin create …            the first administrator
///   aqad serve                     the server
#[derive(Debug, Parser)]
#[command(name = "aqad", version, max_term_width = 100, verbatim_doc_comment)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub sources: Sources,
}

/// Where the configuration comes from.
#[derive(Debug, Clone, Default, Args)]
pub struct Sources {
    /// A configuration file (TOML); `aqad check-config --defaults` prints one with every key explained.
    #[arg(long, global = true, env = "AQAD_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Sets one key, over file and environment: --set server.listen=0.0.0.0:8080. May be repeated.
    #[arg(long, global = true, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server until SIGTERM or Ctrl-C; running requests end first.
    Serve,
    /// Show a whole marketplace: a fresh folder with believable data, the server, one login per role.
    Demo(Demo),
    /// Fill an empty database with made-up data of a given size, for load tests.
    Seed(Seed),
    /// Bring the database's schema up to date, and say what was done.
    Migrate,
    /// List every route with who may call it, its budget, cache policy and audit events.
    Routes,
    /// Print the OpenAPI 3.1 document.
    Openapi,
    /// Staff accounts.
    #[command(subcommand)]
    Admin(Admin),
    /// Signing keys of access tokens.
    #[command(subcommand)]
    Keys(Keys),
    /// Who runs into limits, how a caller stands, and letting them off; asks the running server.
    #[command(subcommand)]
    Limits(Limits),
    /// How the cache is doing, and dropping what is in it; asks the running server.
    ///
    /// The server keeps what it read from the database: products, listings, profiles, who is signed in.
    /// Changes made through the server drop what depends on them by themselves. Drop by hand after
    /// writing to the tables yourself, or to see what a cold start costs:
    ///
    ///   aqad cache show                      is it of use, and may it be trusted?
    ///   aqad cache drop --product PRODUCT    after you changed a product's rows
    ///   aqad cache clear                     after you restored the database
    #[command(subcommand, verbatim_doc_comment)]
    Cache(Cache),
    /// Say what configuration holds, secrets masked, and what production would refuse.
    CheckConfig(CheckConfig),
    /// Look at everything the server needs, and say what to do about what is wrong.
    Doctor,
}

/// A marketplace to look at.
#[derive(Debug, Args)]
pub struct Demo {
    /// The folder for its data; made new each time, so what you change in the demo is gone next time.
    #[arg(long, default_value = "./aqad-demo", value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: std::net::SocketAddr,
    /// Fill the folder and stop, without serving.
    #[arg(long)]
    pub no_serve: bool,
}

/// Made-up data.
#[derive(Debug, Args)]
pub struct Seed {
    /// Vendors.
    #[arg(long, default_value_t = 200)]
    pub vendors: u64,
    /// Retailers.
    #[arg(long, default_value_t = 1_000)]
    pub retailers: u64,
    /// Products.
    #[arg(long, default_value_t = 10_000)]
    pub products: u64,
    /// Stock rows: one offer at one location each.
    #[arg(long, default_value_t = 100_000)]
    pub inventory: u64,
}

/// Staff accounts.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Make a staff account. The password is read from standard input, or made and shown once.
    Create {
        /// How they sign in.
        #[arg(long)]
        email: String,
        /// Their name.
        #[arg(long)]
        name: String,
        /// What they may do: `super_admin`, `ops_admin`, `catalog_moderator`, `kyc_reviewer`, `finance_maker`,
        /// `finance_checker`, dispatcher, `support_agent`, `security_officer`, auditor.
        #[arg(long, default_value = "super_admin")]
        role: String,
        /// Read the password from standard input instead of making one.
        #[arg(long)]
        password_stdin: bool,
    },
}

/// Signing keys.
#[derive(Debug, Subcommand)]
pub enum Keys {
    /// Sign with a new key from now on; the old ones go on verifying until their tokens have run
    /// out, so nobody is signed out. Running servers notice by themselves.
    Rotate,
}

/// Limits of a running server, which is found by the same configuration (`server.control_socket`).
#[derive(Debug, Subcommand)]
pub enum Limits {
    /// Whether limits are shared with other nodes, figures, and who was refused most.
    Show {
        /// How many callers to name.
        #[arg(long, default_value_t = 20)]
        top: usize,
    },
    /// What a caller has left of each limit they used; looking counts nothing.
    Caller(Whom),
    /// Forget what a caller was counted for, on all nodes. It is written into the audit trail.
    Reset(Whom),
}

/// A caller: exactly one of address, user, company and account.
#[derive(Debug, Args)]
pub struct Whom {
    /// An address such as 203.0.113.7 or `2001:db8::1` (of IPv6, its /64).
    #[arg(long)]
    pub address: Option<std::net::IpAddr>,
    /// A person's id, `usr_…`.
    #[arg(long)]
    pub user: Option<String>,
    /// A company's id, `org_…`.
    #[arg(long)]
    pub company: Option<String>,
    /// The e-mail address somebody tries to sign in with.
    #[arg(long, value_name = "EMAIL")]
    pub account: Option<String>,
    /// With --account: tries from this address.
    #[arg(long, requires = "account", value_name = "ADDRESS")]
    pub from: Option<std::net::IpAddr>,
}

/// The cache of a running server, which is found by the same configuration (`server.control_socket`).
#[derive(Debug, Subcommand)]
pub enum Cache {
    /// Whether it can be trusted, its size, and hits, misses and loads by family.
    Show,
    /// Drop everything, on all nodes: the next read of each value asks the database. It is written
    /// into the audit trail.
    Clear,
    /// Drop what depends on one product, company or person, on all nodes. It is written into the
    /// audit trail.
    Drop(Upon),
}

/// Something that cached values depend on: exactly one of product, company and user.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Upon {
    /// A product's id, `prd_…`: the product, and every list it stands in.
    #[arg(long, value_name = "ID")]
    pub product: Option<String>,
    /// A company's id, `org_…`: its profile and products, the list of vendors, who is signed in for it.
    #[arg(long, value_name = "ID")]
    pub company: Option<String>,
    /// A person's id, `usr_…`: their sign-ins, which the tables are asked about again.
    #[arg(long, value_name = "ID")]
    pub user: Option<String>,
}

/// What holds.
#[derive(Debug, Args)]
pub struct CheckConfig {
    /// Print the defaults with every key explained, as the beginning of a file of your own.
    #[arg(long)]
    pub defaults: bool,
}
