//! What is wrong is said with the name of its field, "Price: Required.": the label that the page has for it. So no form
//! says it twice, and a summary never names a field otherwise than the field itself.

/// What stands where the name of a field belongs: `<!--label price-->`.
const MARK: &str = "<!--label ";
const END: &str = "-->";

/// A page with the names of its fields where they belong.
pub(crate) fn named(html: String) -> String {
    // On nearly every page there is none, and all of it is looked through.
    if memchr::memmem::find(html.as_bytes(), MARK.as_bytes()).is_none() {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 256);
    let mut pieces = html.split(MARK);
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (id, after) = piece.split_once(END).unwrap_or(("", piece));
        let label = label(&html, id);
        if !label.is_empty() {
            out.extend([label.as_str(), ": "]);
        }
        out.push_str(after);
    }
    out
}

/// The label of a field; of one choice among several what they are choices of.
fn label(html: &str, id: &str) -> String {
    if id.is_empty() {
        return String::new();
    }
    let own = format!(" id=\"{id}\"");
    let control = html.find(&own).and_then(|at| {
        let start = html[..at].rfind('<')?;
        Some((start, html[start..].split('>').next()?))
    });
    if let Some((start, tag)) = control
        && tag.contains("type=\"radio\"")
    {
        return between(html[..start].rsplit("<legend").next(), "</legend>");
    }
    let labels = format!(" for=\"{id}\"");
    between(html.split(labels.as_str()).nth(1), "</label>")
}

/// The words behind the tag that a piece is in, up to its end: without marks of required fields.
fn between(piece: Option<&str>, end: &str) -> String {
    let inner = piece.and_then(|piece| piece.split_once('>')).map_or("", |(_, inner)| inner);
    let inner =
        inner.split(end).next().unwrap_or_default().split("<span class=\"required\"").next().unwrap_or_default();
    let (mut words, mut in_tag) = (String::new(), false);
    for c in inner.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            c if !in_tag => words.push(c),
            _ => {}
        }
    }
    words.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(id: &str) -> String {
        format!("<a href=\"#{id}\"><!--label {id}-->Required.</a>")
    }

    #[test]
    fn what_is_wrong_is_said_with_the_label_of_its_field() {
        let field = "<label for=\"price\">Price &amp; tax <span class=\"required\" aria-hidden=\"true\">*</span></label><input id=\"price\">";
        let page = format!("{}<p>x</p>{field}", summary("price"));

        assert_eq!(named(page), format!("<a href=\"#price\">Price &amp; tax: Required.</a><p>x</p>{field}"));
        let unseen = format!("{}<label class=\"unseen\" for=\"q.1\">Packs of <b>tea</b></label>", summary("q.1"));
        assert!(named(unseen).starts_with("<a href=\"#q.1\">Packs of tea: Required.</a>"));
    }

    #[test]
    fn a_choice_is_named_by_its_legend_and_what_has_no_label_by_nothing() {
        let group = "<fieldset><legend>Why <span class=\"required\">*</span></legend><input id=\"why\" name=\"why\" type=\"radio\"><label for=\"why\">Closed</label></fieldset>";

        assert!(named(format!("{}{group}", summary("why"))).starts_with("<a href=\"#why\">Why: Required.</a>"));
        assert_eq!(named(summary("gone")), "<a href=\"#gone\">Required.</a>");
        assert_eq!(named("no mark".to_owned()), "no mark");
    }
}
