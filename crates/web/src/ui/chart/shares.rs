//! Charts whose names and numbers stand beside them as words, and so need no table: ranks and shares.

use super::scale::{Length, share};
use super::{Markup, Text};

/// One part of a whole.
#[derive(Debug, Clone)]
pub(crate) struct Share<'a> {
    /// What it is.
    pub name: &'a str,
    /// How much.
    pub value: i64,
    /// How much, for the reader.
    pub shown: String,
    /// neutral, info, good, warn or bad.
    pub tone: &'static str,
}

/// Horizontal bars, each below its name and number, in the order given; `rows` are a name, a value and the value
/// for the reader. Nothing at all says `nothing`.
pub(crate) fn ranks(title: &str, nothing: &str, rows: &[(String, i64, String)]) -> Markup {
    let most = rows.iter().map(|(_, value, _)| i128::from(*value)).max().unwrap_or_default().max(1);
    let mut out = Markup::default();
    out.add(format_args!(r#"<figure class="chart"><figcaption>{}</figcaption>"#, Text(title)));
    if rows.is_empty() {
        out.add(format_args!(r#"<p class="soft">{}</p></figure>"#, Text(nothing)));
        return out;
    }
    out.add(format_args!(r#"<ol class="ranks">"#));
    for (name, value, shown) in rows {
        let width = share(i128::from(*value).max(0), most, Length::units(100));
        out.add(format_args!(
            r#"<li><span>{}</span><span class="num value">{}</span><svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect class="mark-1" width="{width}" height="1"/></svg></li>"#,
            Text(name),
            Text(shown)
        ));
    }
    out.add(format_args!("</ol></figure>"));
    out
}

/// One bar of all parts, and below it what they are and how much. Parts below nothing count as nothing.
pub(crate) fn shares(title: &str, summary: &str, parts: &[Share<'_>]) -> Markup {
    let whole: i128 = parts.iter().map(|part| i128::from(part.value.max(0))).sum();
    let mut out = Markup::default();
    out.add(format_args!(
        r#"<figure class="chart"><figcaption>{}</figcaption><svg class="bar thick" viewBox="0 0 100 1" preserveAspectRatio="none" role="img" aria-label="{}">"#,
        Text(title),
        Text(summary)
    ));
    let mut before = 0;
    for part in parts {
        let value = i128::from(part.value.max(0));
        let (from, to) = (share(before, whole, Length::units(100)), share(before + value, whole, Length::units(100)));
        if to > from {
            let width = Length(to.0 - from.0);
            out.add(format_args!(r#"<rect class="tone-{}" x="{from}" width="{width}" height="1"/>"#, Text(part.tone)));
        }
        before += value;
    }
    out.add(format_args!(r#"</svg><ul class="legend">"#));
    for part in parts {
        out.add(format_args!(
            r#"<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="tone-{}" width="12" height="12" rx="3"/></svg>{} <span class="num value">{}</span></li>"#,
            Text(part.tone),
            Text(part.name),
            Text(&part.shown)
        ));
    }
    out.add(format_args!("</ul></figure>"));
    out
}
