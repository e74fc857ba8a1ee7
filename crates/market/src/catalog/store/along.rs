//! Indexes of products, one for each order of all, of a category, and of one at the top.

use infra::db::Stmt;

use crate::catalog::filter::{CategoryFilter, Sort};
use crate::catalog::planning::Plan;

/// A read along an index of products: MariaDB is told which, since it begins at the categories otherwise, or takes the
/// beginning of an index for the whole of it, and walks from its end to a page far behind.
struct Along {
    /// With their categories.
    listed: Stmt,
    /// Themselves only: nothing is read that is not in the index.
    found: Stmt,
}

macro_rules! along {
    ($index:literal) => {
        Along {
            listed: Stmt::per_engine(
                "products p cross join categories c where c.id = p.category_id and p.state = 'published'",
                concat!(
                    "products p force index (",
                    $index,
                    ") straight_join categories c where c.id = p.category_id and p.state = 'published'"
                ),
                "products p cross join categories c where c.id = p.category_id and p.state = 'published'",
            ),
            found: Stmt::per_engine(
                "products p where p.state = 'published'",
                concat!("products p force index (", $index, ") where p.state = 'published'"),
                "products p where p.state = 'published'",
            ),
        }
    };
}

const NEWEST: Along = along!("products_newest");
const NAME: Along = along!("products_name");
const PRICE: Along = along!("products_price");
const CATEGORY: Along = along!("products_category");
const CATEGORY_NAME: Along = along!("products_category_name");
const CATEGORY_PRICE: Along = along!("products_category_price");
const ROOT: Along = along!("products_root");
const ROOT_NAME: Along = along!("products_root_name");
const ROOT_PRICE: Along = along!("products_root_price");
/// What is sold in one currency, which follows. SQLite would rather walk the newest than sort these.
pub(super) const FEW_OF_CURRENCY: Stmt = Stmt::per_engine(
    "products p indexed by products_price where p.state = 'published'",
    "products p force index (products_price) where p.state = 'published'",
    "products p where p.state = 'published'",
);

/// Where a plan begins that goes along the index of its order.
pub(super) const fn listed_along(plan: &Plan) -> &'static Stmt {
    &along(plan.sort, plan.category_filter).listed
}

/// The same of one that looks for words on the way: what is shown is read of those on the page only.
pub(super) const fn found_along(plan: &Plan) -> &'static Stmt {
    &along(plan.sort, plan.category_filter).found
}

/// Where a read of the newest begins.
pub(super) const fn newest_along(category_filter: Option<CategoryFilter>) -> &'static Stmt {
    &along(Sort::Newest, category_filter).listed
}

const fn along(sort: Sort, category_filter: Option<CategoryFilter>) -> &'static Along {
    let (all, leaf, root) = match sort {
        Sort::Newest => (&NEWEST, &CATEGORY, &ROOT),
        Sort::Name => (&NAME, &CATEGORY_NAME, &ROOT_NAME),
        Sort::PriceAsc | Sort::PriceDesc => (&PRICE, &CATEGORY_PRICE, &ROOT_PRICE),
    };
    match category_filter {
        None => all,
        Some((_, false)) => leaf,
        Some((_, true)) => root,
    }
}
