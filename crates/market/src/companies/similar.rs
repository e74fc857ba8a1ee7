//! Names that could be taken for another company's are shown to whoever decides.

use infra::db::Query;
use kernel::CompanyId;
use kernel::skeleton::{mixes_scripts, skeleton_key};

use super::store;
use super::view::{CompanyNames, SimilarCompany};
use crate::authority::Operator;
use crate::{Ctx, Event};

/// So many are shown of those that look alike.
pub const MOST_SIMILAR: usize = 20;

/// The names of one company, and what looks like them.
pub(super) struct Look {
    pub similar: Vec<SimilarCompany>,
    pub mixes_scripts: bool,
}

/// Looks names over; one round trip for all of them, none for none. Those that trade come first.
pub(super) async fn look_over(asked: &impl Query, named: &[(CompanyId, CompanyNames)]) -> infra::db::Result<Vec<Look>> {
    let keys = |names: &CompanyNames| [skeleton_key(&names.display), skeleton_key(&names.legal)];
    let mut all: Vec<String> = named.iter().flat_map(|(_, names)| keys(names)).collect();
    all.sort_unstable();
    all.dedup();
    // TENANT: only those who review companies look names over.
    let found = if all.is_empty() { Vec::new() } else { store::similar_unscoped(asked, &all).await? };
    let look = |(id, names): &(CompanyId, CompanyNames)| {
        let own = keys(names);
        let is_like = |theirs: &[Option<String>; 2]| theirs.iter().flatten().any(|key| own.contains(key));
        let mut similar: Vec<SimilarCompany> = found
            .iter()
            .filter(|(company, theirs)| company.id != *id && is_like(theirs))
            .map(|(company, _)| company.clone())
            .collect();
        similar.sort_by_key(|company| (company.state.as_str() != "approved", company.id));
        similar.truncate(MOST_SIMILAR);
        Look { similar, mixes_scripts: [&names.display, &names.legal].into_iter().any(|name| mixes_scripts(name)) }
    };
    Ok(named.iter().map(look).collect())
}

/// How many companies have a name like one of these.
pub(super) async fn count_similar(
    asked: &impl Query,
    company: CompanyId,
    names: CompanyNames,
) -> infra::db::Result<i64> {
    let looks = look_over(asked, &[(company, names)]).await?;
    Ok(looks.first().map_or(0, |look| i64::try_from(look.similar.len()).unwrap_or(i64::MAX)))
}

/// At the start of a node: gives the companies of an earlier release what their names look like.
pub async fn index_names(ctx: &Ctx, _: Operator) -> infra::db::Result<()> {
    loop {
        // TENANT: whoever starts the server, on behalf of nobody.
        let rows = store::without_skeleton_unscoped(&ctx.store.db).await?;
        if rows.is_empty() {
            return Ok(());
        }
        let nobody = infra::Origin::default();
        let written = ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| {
            let rows = &rows;
            async move {
                for (id, display, legal) in rows {
                    // TENANT: as above.
                    store::set_skeletons_unscoped(&tx, *id, display, legal).await?;
                }
                let indexed = i64::try_from(rows.len()).unwrap_or(i64::MAX);
                Ok(tx.commit_with(Event::NamesIndexed { companies: indexed }.record(), ()))
            }
        });
        written.await?;
    }
}
