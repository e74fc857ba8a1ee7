//! What keys are for. Each purpose has a key of its own, and docs/crypto.md tells of each.

macro_rules! purposes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal;)*) => {
        /// What a key is derived for. The names are part of the derivation and never change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Purpose { $($(#[doc = $doc])+ $name,)* }

        impl Purpose {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name that its key is derived by.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

purposes! {
    /// Tells a token that we wrote from one that somebody made up, before its signature is looked at.
    AccessToken = "access-token";
    /// What an account is called in logs.
    AccountName = "account-name";
    /// Tells a browser's id that we made from one that somebody made up.
    BrowserSession = "browser-session";
    /// Names and authenticates cached values.
    Cache = "cache";
    /// Binds cursors of the catalogue to whoever got them.
    CatalogueCursor = "catalogue-cursor";
    /// Which master secret a database belongs to.
    CheckValue = "check-value";
    /// The code that a retailer tells the rider.
    DeliveryProof = "delivery-proof";
    /// Devices that an account knows.
    DeviceCookie = "device-cookie";
    /// Tokens of forms.
    FormToken = "form token";
    /// The short name of a master secret.
    KeyId = "key-id";
    /// Names of limits' counters.
    Limits = "limits";
    /// Seals password hashes.
    PasswordHash = "password-hash";
    /// The pepper of password hashes that are not sealed yet.
    PasswordPepper = "password-pepper";
    /// Seals the successor of a refresh token for those who did not get the answer.
    RefreshSuccessor = "refresh-successor";
    /// Tells a refresh token that we made from one that somebody made up.
    RefreshToken = "refresh-token";
    /// Seals the keys by which tokens of a replaced master secret are told from made-up ones.
    RetiredTags = "retired-tags";
    /// Seals private signing keys.
    SigningKey = "signing-key";
    /// Tasks in place of a lock.
    StepUp = "step-up";
}

impl Purpose {
    /// Tags that let nobody in and only spare the database a question: a signature, or a row that is looked up by
    /// a hash, decides. They are still known after their master secret is gone, so that nobody is signed out.
    pub const PREFILTERS: [Self; 3] = [Self::AccessToken, Self::BrowserSession, Self::RefreshToken];
}
