use super::*;
use crate::clock::OsEntropy;
use crate::crypto::{VaultState, generate_secret};

fn vault_of(secret: &Secret<String>, previous: &[Secret<String>]) -> Vault {
    Vault::with_previous(secret, previous, Arc::new(OsEntropy)).expect("nobody guesses it")
}

fn hasher_with(vault: Vault, cost: HashingCost) -> PasswordHasher {
    let settings = HashingSettings { parallel: 1, queue: 4, queue_timeout: Duration::from_secs(5), cost };
    PasswordHasher::new(vault, Arc::new(OsEntropy), settings)
}

/// One on a database of earlier releases: no seals, a pepper.
fn old_hasher() -> PasswordHasher {
    let vault = vault_of(&generate_secret(&OsEntropy), &[]);
    stand(&vault, SealFormat::Unversioned);
    hasher_with(vault, HashingCost::Least)
}

fn stand(vault: &Vault, format: SealFormat) {
    vault.take_over(&VaultState {
        active: vault.configured(),
        format,
        peppered_by: vault.configured(),
        retired: Vec::new(),
    });
}

/// As releases hashed that took passwords as they were typed.
fn as_typed(hasher: &PasswordHasher, password: &str) -> String {
    hasher.hash_now(password).replace(",form=nfc", "")
}

const COMPOSED_ONE: &str = "kaf\u{e9} na\u{ef}ve seventeen";
const IN_PARTS: &str = "kafe\u{301} nai\u{308}ve seventeen";
const PLAIN: &str = "nothing but plain letters";

async fn checked(hasher: &PasswordHasher, password: &str, kept: &str) -> PasswordCheck {
    hasher.verify_and_renew(Secret::new(password.to_owned()), Some(kept.to_owned())).await.expect("there is room")
}

async fn renewed(hasher: &PasswordHasher, password: &str, kept: &str) -> String {
    let PasswordCheck::Right { renewed: Some(renewed) } = checked(hasher, password, kept).await else {
        panic!("{password} does not open {kept}, or it is not renewed")
    };
    renewed
}

async fn is_settled(hasher: &PasswordHasher, password: &str, kept: &str) {
    assert_eq!(checked(hasher, password, kept).await, PasswordCheck::Right { renewed: None }, "{kept}");
}

#[tokio::test]
async fn a_password_opens_in_every_spelling_and_an_old_hash_is_renewed_once() {
    let hasher = old_hasher();
    let new = hasher.hash(Secret::new(IN_PARTS.to_owned())).await.expect("there is room");
    assert!(new.starts_with("$argon2id$v=19$m=7168,t=1,p=1,form=nfc$"), "an earlier release cannot read {new}");
    for typed in [COMPOSED_ONE, IN_PARTS, "kaf\u{e9} nai\u{308}ve seventeen"] {
        is_settled(&hasher, typed, &new).await;
    }

    for old in [as_typed(&hasher, COMPOSED_ONE), as_typed(&hasher, IN_PARTS)] {
        for typed in [COMPOSED_ONE, IN_PARTS] {
            is_settled(&hasher, COMPOSED_ONE, &renewed(&hasher, typed, &old).await).await;
        }
        assert_eq!(checked(&hasher, "kafe naive seventeen", &old).await, PasswordCheck::Wrong);
    }
    is_settled(&hasher, PLAIN, &as_typed(&hasher, PLAIN)).await;
}

#[tokio::test]
async fn an_account_that_is_not_there_has_no_password_in_any_spelling() {
    let hasher = old_hasher();

    for typed in [COMPOSED_ONE, IN_PARTS, ""] {
        assert_eq!(hasher.verify(Secret::new(typed.to_owned()), None).await, Ok(false));
        let damaged = Some("$sealed$k=00000000$AAAA".to_owned());
        assert_eq!(hasher.verify(Secret::new(typed.to_owned()), damaged).await, Ok(false));
    }
}

#[tokio::test]
async fn a_peppered_hash_is_sealed_with_its_pepper_and_needs_the_old_secret_no_more() {
    let (old, new) = (generate_secret(&OsEntropy), generate_secret(&OsEntropy));
    let vault = vault_of(&old, &[]);
    stand(&vault, SealFormat::Unversioned);
    let before = hasher_with(vault.clone(), HashingCost::Least);
    let hash = before.hash(Secret::new(PLAIN.to_owned())).await.expect("there is room");

    // Both secrets are known, the new one is active: nobody types a password, and the hash is sealed.
    let both = vault_of(&new, &[old]);
    both.take_over(&VaultState {
        active: both.configured(),
        format: SealFormat::WithKeyId,
        peppered_by: vault.configured(),
        retired: Vec::new(),
    });
    let hasher = hasher_with(both, HashingCost::Least);
    let sealed = hasher.reseal(&hash).expect("the old secret is known");
    assert!(sealed.starts_with(&sealed_prefix(&hasher.vault)) && sealed.len() <= 200, "{} {sealed}", sealed.len());
    assert!(hasher.is_same_hash(&hash, &sealed));

    // The old secret is gone.
    let after = hasher_with(vault_of(&new, &[]), HashingCost::Least);
    assert_eq!(checked(&after, "another one entirely", &sealed).await, PasswordCheck::Wrong);
    assert_eq!(checked(&after, PLAIN, &hash).await, PasswordCheck::Wrong, "a pepper that is gone");
    let plain = renewed(&after, PLAIN, &sealed).await;
    assert!(!after.is_same_hash(&plain, &sealed), "it was hashed anew, without the pepper");
    is_settled(&after, PLAIN, &plain).await;
    // And the old secret alone opens neither.
    assert_eq!(checked(&before, PLAIN, &sealed).await, PasswordCheck::Wrong);
    assert_eq!(checked(&before, PLAIN, &plain).await, PasswordCheck::Wrong);
}

#[tokio::test]
async fn a_hash_is_renewed_at_sign_in_when_cost_or_secret_changed() {
    let (old, new) = (generate_secret(&OsEntropy), generate_secret(&OsEntropy));
    let cheap = hasher_with(vault_of(&old, &[]), HashingCost::Least);
    let kept = cheap.hash(Secret::new(PLAIN.to_owned())).await.expect("there is room");
    is_settled(&cheap, PLAIN, &kept).await;

    let dear = hasher_with(vault_of(&old, &[]), HashingCost::Full);
    let raised = renewed(&dear, PLAIN, &kept).await;
    assert_eq!(stored::read(&dear.vault, &raised).expect("it opens").stored.params, (19_456, 2, 1));
    is_settled(&dear, PLAIN, &raised).await;
    let lowered = renewed(&cheap, PLAIN, &raised).await;
    assert_eq!(stored::read(&cheap.vault, &lowered).expect("it opens").stored.params, (7_168, 1, 1));

    // Another secret: the same hash under another seal.
    let turned = hasher_with(vault_of(&new, &[old]), HashingCost::Least);
    let resealed = renewed(&turned, PLAIN, &kept).await;
    assert!(resealed.starts_with(&sealed_prefix(&turned.vault)) && turned.is_same_hash(&kept, &resealed));
    is_settled(&turned, PLAIN, &resealed).await;
}
