//! Lists and writes over many rows reach what belongs to one's own company, and nothing of another's.

mod collections;
mod decisions;
mod pages;
mod scene;
mod writes;

use edge::MountedEndpoint;
use market::authority::Rule;
use market::may::CompanyKind;

/// What somebody of a company may ask for, and strangers may not.
fn is_of_a_company(mounted: &MountedEndpoint) -> bool {
    let is_staffs = |rule: &Rule| matches!(rule, Rule::Holds(Some(CompanyKind::Platform), _));
    !mounted.is_public() && !(mounted.rules)().iter().all(is_staffs)
}
