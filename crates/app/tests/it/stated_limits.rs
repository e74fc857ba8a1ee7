//! Every limit that a text states is the number that the server goes by: in errors, in the reference, in forms and
//! in the documents. What pages say is compared beside them (`web/src/ui/stated.rs`).

use std::collections::{BTreeMap, BTreeSet};

use infra::spreadsheet;
use kernel::PageLimit;
use kernel::gtin::CompanyPrefix;
use kernel::text::{AddressLine, Evidence, Name, Postcode, Reason, Reference, SearchText, Title};
use market::{accounts, baskets, companies, orders};
use testkit::{Engine, TestApp};

use crate::authz_walk::{every_route, pages};
use crate::forms;
use crate::texts::each_file;

/// The numbers of a text, grouped or not.
fn numbers(text: &str) -> Vec<i64> {
    let mut found: Vec<String> = vec![String::new()];
    let letters: Vec<char> = text.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let between = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
        let is_sign = *letter == ',' && at > 0 && between(at - 1) && (1..=3).all(|n| between(at + n));
        match letter {
            digit if digit.is_ascii_digit() => found.last_mut().expect("one at least").push(*digit),
            _ if is_sign => {}
            _ => found.push(String::new()),
        }
    }
    found.iter().filter_map(|digits| digits.parse().ok()).collect()
}

/// Errors that state a number, by their code, and what it is.
fn stated_by_errors() -> BTreeMap<&'static str, Vec<i64>> {
    let cooling_off = vec![companies::COOLING_OFF_DAYS];
    let approver = vec![accounts::APPROVER_DAYS];
    BTreeMap::from([
        ("companies.conflict_of_interest", cooling_off),
        // The other end is filled in.
        ("orders.line_count", vec![1]),
        ("prices.let_in_lately", approver.clone()),
        ("prices.not_alone_long_enough", approver),
    ])
}

#[test]
fn errors_state_the_numbers_that_the_server_goes_by() {
    let expected = stated_by_errors();
    let all: Vec<_> = every_route().into_iter().chain(pages::every_page()).collect();
    let mut seen = BTreeSet::new();

    for (code, _, text) in all.iter().flat_map(|mounted| (mounted.errors)()) {
        // What is filled in is a number by itself; GS1 and RFC 3339 are names.
        let plain = text.replace("GS1", "").replace("RFC 3339", "");
        let stated = numbers(&plain);
        if !stated.is_empty() {
            assert_eq!(Some(&stated), expected.get(code), "{code} states {text:?}");
            seen.insert(code);
        }
    }
    assert_eq!(seen, expected.keys().copied().collect::<BTreeSet<_>>());
}

/// How long a field of a form may be, by its name, in every form that has it.
fn field(name: &str) -> Option<usize> {
    Some(match name {
        "q" => SearchText::MAX_CHARS,
        "name" | "legal_name" | "display_name" | "city" | "ship_name" | "ship_city" | "brand" => Name::MAX_CHARS,
        "title" => Title::MAX_CHARS,
        "evidence" => Evidence::MAX_CHARS,
        "reason" => Reason::MAX_CHARS,
        "line" | "address_line" | "ship_line" => AddressLine::MAX_CHARS,
        "postcode" | "ship_postcode" => Postcode::MAX_CHARS,
        "reference" => Reference::MAX_CHARS,
        "prefix" => *CompanyPrefix::DIGITS.end(),
        _ => return None,
    })
}

#[test]
fn forms_take_as_much_as_the_server_does() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src");
    let mut seen = BTreeSet::new();

    each_file(&folder, "html", &mut |path, text| {
        for tag in text.split("{{").chain(text.split('<')) {
            let after = |mark: &str| tag.split_once(mark)?.1.split('"').next().map(str::to_owned);
            let name = after("_field(\"").or_else(|| after(" name=\""));
            let most = after("maxlength=\"").or_else(|| after("maxlength = \""));
            let (Some(name), Some(most)) = (name, most) else { continue };
            let (Some(right), Ok(most)) = (field(&name), most.parse::<usize>()) else { continue };
            // Digits are typed in groups, too.
            let fits = if name == "prefix" { most > right } else { most == right };
            assert!(fits, "{name} in {}: {most} for {right}", path.display());
            seen.insert(name);
        }
    });
    assert!(seen.len() > 10, "the scan sees only {seen:?}");
}

#[tokio::test]
async fn a_file_is_taken_up_to_the_size_and_the_rows_that_its_page_states() {
    let app = TestApp::new(Engine::Sqlite).await;
    let vendor = app.vendor("acme").await;
    let form = vendor.get("/vendor/imports").await.is(200);
    let token = forms::hidden(&form, "_csrf");
    let page = form.text;
    let stated = page.split("CSV in UTF-8, up to ").nth(1).and_then(|rest| rest.split('.').next()).expect("a hint");
    let [mib, rows] = numbers(stated)[..] else { panic!("{stated}") };
    let (bytes, rows) =
        (usize::try_from(mib).expect("a size") * spreadsheet::MIB, usize::try_from(rows).expect("rows"));
    // A header, so many rows, and blanks in the last cell up to a size.
    let file = |rows: usize, bytes: usize| {
        let text = format!("sku,price\n{}", "A-1,10.00\n".repeat(rows));
        format!("{text}{}", "\n".repeat(bytes.saturating_sub(text.len())))
    };
    let send = async |file: String| {
        let form = format!(
            "--b\r\ncontent-disposition: form-data; name=\"_csrf\"\r\n\r\n{token}\r\n--b\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\nprices\r\n--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\ncontent-type: text/csv\r\n\r\n{file}\r\n--b--\r\n"
        );
        let headers = [("content-type", "multipart/form-data; boundary=b"), ("sec-fetch-site", "same-origin")];
        vendor.send("POST", "/vendor/imports", &headers, Some(form.into_bytes())).await
    };

    send(file(rows, bytes)).await.is(303);
    let many = send(file(rows + 1, 0)).await;
    assert!(
        many.status.is_client_error() && many.text.contains("more than 2000 rows"),
        "{}: {}",
        many.status,
        many.text
    );
    let large = send(file(1, bytes + 1)).await;
    assert!(
        large.status.is_client_error() && large.text.contains("larger than 1 MiB"),
        "{}: {}",
        large.status,
        large.text
    );
    app.finish().await;
}

#[test]
fn documents_state_the_numbers_that_the_server_goes_by() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect("a document");
    let (api, config, operations) =
        (read("docs/api-design.md"), read("config/default.toml"), read("docs/operations.md"));
    let minutes = edge::export::EXPORT_MINUTES;

    for (document, sentence) in [
        (&api, format!("`?limit=` from 1 to {}, {} unless told", PageLimit::MAX, PageLimit::DEFAULT)),
        (&config, format!("It may take {minutes} minutes, and one user can run two.")),
        (&config, format!("a file of {} MiB with its form", spreadsheet::MAX_BYTES / spreadsheet::MIB)),
        (&operations, format!("at most {minutes} minutes")),
        (&operations, format!("at most {} at once", edge::export::EXPORTS_PER_PERSON)),
    ] {
        assert!(document.contains(&sentence), "{sentence:?} stands nowhere");
    }
    assert_eq!(edge::export::EXPORTS_PER_PERSON, 2, "a word in the documents");
    assert_eq!(orders::MAX_LINES, baskets::MOST_LINES, "a full basket can be ordered");
}
