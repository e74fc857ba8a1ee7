//! The forms of pages as a browser reads them: where they go, what stands in their fields, and what it would send.

/// One field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    pub name: String,
    pub value: String,
    pub is_hidden: bool,
    pub is_required: bool,
    /// Of a list: whether exactly one of its choices is marked as the present one, or the empty one comes first.
    pub is_settled: bool,
}

/// A form that is sent by POST.
#[derive(Debug, Clone)]
pub struct PageForm {
    pub action: String,
    pub fields: Vec<Field>,
}

impl PageForm {
    /// What people see and can change.
    pub fn shown(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.is_hidden)
    }
    /// Whether a browser would send it as it came: something stands in it, and whatever must does.
    pub fn can_be_sent(&self) -> bool {
        let is_missing = |field: &Field| field.is_required && field.value.is_empty();
        self.shown().any(|field| !field.value.is_empty()) && !self.shown().any(is_missing)
    }
    /// What is sent, with other texts in the fields that people see.
    pub fn sent(&self, text: impl Fn(&Field) -> String) -> Vec<(String, String)> {
        let value = |field: &Field| if field.is_hidden { field.value.clone() } else { text(field) };
        self.fields.iter().map(|field| (field.name.clone(), value(field))).collect()
    }
}

/// Where the buttons of a page's forms lead, each once.
pub fn actions(html: &str) -> Vec<String> {
    let mut found: Vec<String> = forms(html).into_iter().map(|form| form.action).collect();
    let main = main_of(html);
    found.extend(tags(main).into_iter().filter_map(|(_, tag)| attribute(tag, "formaction")));
    found.sort();
    found.dedup();
    found
}

/// Where the links of a page lead, within the marketplace.
pub fn links(html: &str) -> Vec<String> {
    let links = tags(main_of(html)).into_iter().filter(|(_, tag)| tag.starts_with("a "));
    let paths = links.filter_map(|(_, tag)| attribute(tag, "href")).filter(|path| path.starts_with('/'));
    let mut paths: Vec<String> =
        paths.map(|path| path.split(['?', '#']).next().unwrap_or_default().to_owned()).collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The part of a page that is its own.
pub fn main_of(html: &str) -> &str {
    let from = html.find("<main").unwrap_or(0);
    let to = html.find("</main>").unwrap_or(html.len());
    &html[from..to]
}

/// The forms of a page's own part that are sent by POST.
pub fn forms(html: &str) -> Vec<PageForm> {
    let main = main_of(html);
    let pieces = main.split("<form ").skip(1).filter_map(|piece| {
        let (tag, rest) = piece.split_once('>')?;
        let inner = rest.split("</form>").next()?;
        (attribute(tag, "method").as_deref() == Some("post"))
            .then(|| PageForm { action: attribute(tag, "action").unwrap_or_default(), fields: fields(inner) })
    });
    pieces.collect()
}

/// Tags with where each ends.
fn tags(html: &str) -> Vec<(usize, &str)> {
    let starts = html.match_indices('<').map(|(at, _)| at + 1);
    starts.filter_map(|at| html[at..].find('>').map(|len| (at + len + 1, &html[at..at + len]))).collect()
}

fn fields(html: &str) -> Vec<Field> {
    let mut fields = Vec::new();
    for (end, tag) in tags(html) {
        let Some(name) = attribute(tag, "name") else { continue };
        let kind = attribute(tag, "type").unwrap_or_default();
        let is_required = tag.contains(" required");
        let field = |value: String| Field {
            name: name.clone(),
            value,
            is_hidden: kind == "hidden",
            is_required,
            is_settled: true,
        };
        if tag.starts_with("input ") && kind == "file" {
            fields.push(field(String::new()));
        } else if tag.starts_with("input ") && matches!(kind.as_str(), "checkbox" | "radio") {
            if tag.contains(" checked") {
                fields.push(field(attribute(tag, "value").unwrap_or_default()));
            } else if kind == "radio" && is_required && !html.contains(&format!("name=\"{name}\" type=\"radio\" value"))
            {
                fields.push(field(String::new()));
            }
        } else if tag.starts_with("input ") {
            fields.push(field(attribute(tag, "value").unwrap_or_default()));
        } else if tag.starts_with("textarea ") {
            let text = html[end..].split("</textarea>").next().unwrap_or_default();
            fields.push(field(unescaped(text.strip_prefix('\n').unwrap_or(text))));
        } else if tag.starts_with("select ") {
            let (value, is_settled) = chosen(html[end..].split("</select>").next().unwrap_or_default());
            fields.push(Field { is_settled, ..field(value) });
        }
    }
    fields
}

/// What a list sends as it came, and whether that is said to be the present value rather than the first by chance.
fn chosen(inner: &str) -> (String, bool) {
    let options: Vec<(&str, String)> = tags(inner)
        .into_iter()
        .filter(|(_, tag)| tag.starts_with("option"))
        .map(|(_, tag)| (tag, attribute(tag, "value").unwrap_or_default()))
        .collect();
    let marked: Vec<&String> = options.iter().filter(|(tag, _)| tag.ends_with(" selected")).map(|(_, v)| v).collect();
    let first = options.first().map(|(_, value)| value.clone()).unwrap_or_default();
    match marked.as_slice() {
        [one] => ((*one).clone(), true),
        [] => (first.clone(), first.is_empty()),
        [..] => (first, false),
    }
}

pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) =
        tag.split_once(&format!("{name}=\"")).filter(|(front, _)| front.ends_with(' ') || front.is_empty())?;
    Some(unescaped(rest.split('"').next()?))
}

fn unescaped(text: &str) -> String {
    let pairs = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    pairs.iter().chain(&named).fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
