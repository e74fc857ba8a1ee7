//! What an event tells, as people read it: amounts with their currency, states and reasons in words, lists as lines.
//! As it was written it is told by the API.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{CompanyId, Currency};
use market::audit::AuditRow;
use market::orders::PlacedVendorOrder;
use market::pricing::HoldReason;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::ui::frame::Frame;
use crate::ui::tone;

/// One thing that an event tells.
pub(super) struct EventDetail {
    /// What it is called.
    pub label: String,
    /// What it is.
    pub lines: Vec<EventLine>,
}

/// One line of it.
pub(super) struct EventLine {
    /// What it says.
    pub text: String,
    /// The thing that it is about, where it has an id; else empty.
    pub id: String,
    /// Whether the text is only the id.
    pub is_bare: bool,
}

/// Whether a text is the id of something, such as `cmp_01k0000000000000000000000`.
fn is_id(text: &str) -> bool {
    let plain = |part: &str| part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split_once('_').is_some_and(|(sort, rest)| sort.len() == 3 && rest.len() == 26 && plain(sort) && plain(rest))
}

fn known<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

/// Every company that some events name, wherever they do.
pub(super) fn companies(rows: &[AuditRow]) -> BTreeSet<CompanyId> {
    fn named(value: &Value, found: &mut BTreeSet<CompanyId>) {
        match value {
            Value::String(text) if is_id(text) => found.extend(text.parse::<CompanyId>().ok()),
            Value::Array(all) => all.iter().for_each(|one| named(one, found)),
            Value::Object(fields) => fields.values().for_each(|one| named(one, found)),
            _ => {}
        }
    }
    let mut found: BTreeSet<CompanyId> = rows.iter().filter_map(|row| row.company_id).collect();
    for row in rows {
        named(&row.data, &mut found);
    }
    found
}

/// What an event tells besides the thing that it is about, which stands beside it already.
pub(super) fn details(f: &Frame, companies: &BTreeMap<CompanyId, String>, row: &AuditRow) -> Vec<EventDetail> {
    let reader = Reader { f, companies, row };
    let fields = row.data.as_object().into_iter().flatten().filter(|(name, value)| reader.is_listed(name, value));
    let told = fields
        .map(|(name, value)| EventDetail { label: f.event_field(&row.kind, name), lines: reader.lines(name, value) });
    told.filter(|detail| !detail.lines.is_empty()).collect()
}

fn plain(text: impl Into<String>) -> EventLine {
    EventLine { text: text.into(), id: String::new(), is_bare: false }
}

struct Reader<'a> {
    f: &'a Frame,
    companies: &'a BTreeMap<CompanyId, String>,
    row: &'a AuditRow,
}

impl Reader<'_> {
    /// Neither the version of the payload, nor the currency beside the amounts that are in it.
    fn is_listed(&self, name: &str, value: &Value) -> bool {
        let is_beside = name == "currency" && self.row.data.get("new_minor").is_some();
        name != "v" && !is_beside && value.as_str() != Some(self.row.subject.as_str())
    }

    fn lines(&self, name: &str, value: &Value) -> Vec<EventLine> {
        let f = self.f;
        match (name, value) {
            ("vendor_orders", Value::Array(all)) => all.iter().flat_map(|one| self.vendor_order(one)).collect(),
            ("reason", Value::Object(_)) => match known::<HoldReason>(value) {
                Some(why) => vec![plain(f.hold_reason(&why))],
                None => self.fields(value),
            },
            ("old_minor" | "new_minor", Value::Number(minor)) => vec![plain(self.amount(minor.as_i64().unwrap_or(0)))],
            (_, Value::Null) => vec![],
            (_, Value::String(text)) if text.is_empty() => vec![],
            (_, Value::String(text)) => vec![self.word(name, text)],
            (_, Value::Bool(yes)) => vec![plain(f.t(if *yes { "yes" } else { "no" }))],
            (_, Value::Number(number)) => {
                vec![plain(number.as_i64().map_or_else(|| number.to_string(), |number| f.number(&number)))]
            }
            (_, Value::Array(all)) => all.iter().flat_map(|one| self.lines(name, one)).collect(),
            (_, Value::Object(_)) => self.fields(value),
        }
    }

    /// A vendor's part of an order: its number, whose it is, what it costs, and until when it is answered.
    fn vendor_order(&self, value: &Value) -> Vec<EventLine> {
        let Some(placed) = known::<PlacedVendorOrder>(value) else { return self.fields(value) };
        let until = self.f.t1("audit-respond-by", "until", &self.f.moment(&placed.accept_by));
        let parts = [placed.number.clone(), self.company(&placed.vendor_id), self.f.money(&placed.total), until];
        vec![EventLine { text: parts.join(" · "), id: placed.id.to_string(), is_bare: false }]
    }

    /// Something with fields of its own, each on a line.
    fn fields(&self, value: &Value) -> Vec<EventLine> {
        let named = |(name, value): (&String, &Value)| {
            let label = self.f.event_field(&self.row.kind, name);
            let say = move |line: EventLine| {
                if line.id.is_empty() { plain(format!("{label}: {}", line.text)) } else { line }
            };
            self.lines(name, value).into_iter().map(say).collect::<Vec<_>>()
        };
        value.as_object().into_iter().flatten().flat_map(named).collect()
    }

    /// An amount; an event of an early release does not say in which currency it is.
    fn amount(&self, minor: i64) -> String {
        let currency = self.row.data.get("currency").and_then(known::<Currency>);
        let unknown = || self.f.t1("audit-minor-units", "n", &self.f.number(&minor));
        currency.map_or_else(unknown, |currency| self.f.minor(&minor, &currency))
    }

    fn company(&self, id: &CompanyId) -> String {
        self.companies.get(id).cloned().unwrap_or_else(|| tone::short(id))
    }

    /// A word of the tables in the reader's language, something by its id, or a text as it was written.
    fn word(&self, name: &str, text: &str) -> EventLine {
        if is_id(text) {
            let called = text.parse::<CompanyId>().ok().and_then(|id| self.companies.get(&id));
            let is_bare = called.is_none();
            return EventLine {
                text: called.cloned().unwrap_or_else(|| tone::short(text)),
                id: text.to_owned(),
                is_bare,
            };
        }
        let words = match (self.row.kind.as_str(), name) {
            ("company.registered", "kind") => "company-kind",
            ("import.previewed", "kind") => "import-kind",
            ("order.state_changed", "state") => "vendor-order-state",
            ("delivery.state_changed", "state") => "delivery-state",
            ("product.request_decided", "state") => "request-state",
            ("company_prefix.decided", "state") => "prefix-state",
            ("member.changed", "state") => return plain(self.f.word("audit-member-state", text)),
            ("session.ended", "reason") => return plain(self.f.word("audit-session-end", text)),
            ("cache.cleared", "what") => return plain(self.f.word("audit-cache", text)),
            (_, "delivers_to") => return plain(self.f.country(text)),
            (_, "caller") => return plain(self.caller(text)),
            (_, "reason_code") => "order-reason",
            (_, "role") => "role",
            _ => return plain(text),
        };
        plain(self.f.word(words, text))
    }

    /// A caller as the limits know it: the sort, and which.
    fn caller(&self, text: &str) -> String {
        match text.split_once(' ') {
            Some((sort, which)) => format!("{}: {which}", self.f.word("caller-kind", sort)),
            None => self.f.word("caller-kind", text),
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::ids::Id;

    use super::*;

    #[test]
    fn an_id_is_listed_from_a_word() {
        assert!(is_id(&CompanyId::least().to_string()) && !is_id("everything") && !is_id("no_id"));
    }
}
