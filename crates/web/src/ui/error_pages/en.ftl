# Error pages; refusals by their code (`code-`); sentences of the market (`sentence-`), with `n` for each
# number in them, which are $a, $b, $c in their order.

error-title-400 = Bad request
error-advice-400 = Go back, reload the page and try again.
error-title-403 = You don't have access
error-advice-403 = If you need access for your work, ask your company's owner to change your role.
error-title-404 = Page not found
error-advice-404 = It may have been removed, or the address may be mistyped. Nothing was changed.
error-title-405 = This action isn't available here
error-advice-405 = Go back and use the buttons on the page.
error-title-409 = Someone else made a change
error-advice-409 = Go back, check the latest version and try again. Nothing was changed.
error-title-412 = This has changed since you opened it
error-advice-412 = Go back, check the latest version and try again. Your changes were not saved.
error-title-413 = Too large
error-advice-413 = Split it into smaller parts and try again.
error-title-422 = Check your details
error-advice-422 = Go back and correct them. Your entries are still there.
error-title-429 = Too many requests
error-advice-429 = Nothing was submitted.
error-title-503 = Service unavailable
error-advice-503 = Nothing was lost. Wait a moment and try again.
error-title-500 = Something went wrong
error-advice-500 = The problem is on our side. Try again; if it keeps happening, contact us with the request ID below.
error-request = Request ID, for support: { $id }
error-home = Go to home page

sentence-does-not-match-the-selected-type = Doesn't match the selected type. Choose the type and enter the full value.

code-access-company-not-approved = Your company isn't approved to trade right now. See your company page for the reason.
code-access-cross-site = This request came from another site. Open the page here and try again.
code-access-no-right = Your role doesn't allow this.
code-access-password-change-required = An administrator set your password. Set your own first.
code-access-standing-changed = Your role, your account or your company's status has just changed, so nothing was saved. Reload the page and try again.
code-access-staff-network = Staff can sign in and work from the company's own networks only.
code-access-tls-required = Use the https address of this site.
code-form-invalid = Check the highlighted fields.
code-form-no-key = This form is incomplete. Reload the page and try again.
code-form-not-ours = This form belongs to another session. Reload the page and try again.
code-form-not-utf8 = The file isn't UTF-8 text.
code-form-other-type = This form was sent in an unsupported format.
code-form-unreadable = We couldn't read this form. Reload the page and try again.
code-idempotency-key-reused = This form was already submitted with different details, and that submission stands. Reload the page to start again.
code-page-bad-cursor = This link is for a different list. Start from the first page.
code-request-address-too-long = This URL is too long.
code-request-bad-body = The request isn't in the expected format.
code-request-bad-query = This link is invalid.
code-request-body-not-expected = This request doesn't accept any content.
code-request-body-too-slow = The upload took too long. Try again.
code-request-broken-off = The connection was lost during the upload. Try again.
code-request-headers-too-large = Your browser's cookies for this site had become too large, so we cleared them. Reload the page and sign in again.
code-request-headers-too-slow = The request took too long to arrive. Try again.
code-request-malformed = The request couldn't be read.
code-request-misdirected = This address doesn't belong to this site. Check the link.
code-request-method-not-allowed = This action isn't available here.
code-request-no-such-path = Page not found.
code-request-no-such-thing = Not found.
code-request-not-acceptable = Your browser doesn't accept the formats we can provide.
code-request-too-large = Your upload is too large.
code-service-busy = We're very busy right now. Try again shortly.
code-service-error = Something went wrong on our side.
code-service-full = Too many connections right now. Try again shortly.
code-service-too-slow = The request timed out. Try again shortly.
code-service-unavailable = The service is temporarily unavailable. Try again shortly.

sentence-must-not-be-empty = Required.
sentence-is-too-long = Too long.
sentence-is-too-short = Too short.
sentence-contains-a-character-that-is-not-allowed = Contains a character that isn't allowed.
sentence-must-be-a-whole-number = Must be a whole number.
sentence-must-be-a-whole-number-n-or-more = Must be a whole number, { $a } or more.
sentence-must-be-a-whole-number-between-n-and-n = Must be a whole number between { $a } and { $b }.
sentence-must-be-a-whole-number-between-n-and-n-other-than-n = Must be a whole number from { $a } to { $b }, other than { $c }.
sentence-must-be-between-n-and-n-minor-units = Must be between { $a } and { $b } in the currency's smallest unit.
sentence-must-be-an-amount-such-as-n = Enter an amount, such as { $a }.
sentence-can-be-read-as-two-different-numbers = This can be read as two different numbers. Write it without separators between thousands, such as 1250 or 1250.50.
sentence-must-have-at-most-n-decimals = Enter at most { $a } digits after the decimal point.
sentence-must-be-in-the-currency-of-the-offer = This is an amount in another currency. Enter it in the currency that is shown.
sentence-must-be-between-n-and-n = Must be between { $a } and { $b }.
sentence-must-be-an-email-address-such-as-name-company-example = Enter an email address, such as name@company.example.
sentence-must-be-n-to-n-digits = Must be { $a } to { $b } digits.
sentence-is-in-a-range-that-no-company-is-assigned = Is in a range that no company is assigned.
sentence-must-be-n-n-n-or-n-digits-with-a-valid-check-digit = Must be { $a }, { $b }, { $c } or { $d } digits with a valid check digit.
sentence-must-be-the-name-of-a-time-zone-such-as-asia-kolkata = Enter a time zone, such as Asia/Kolkata.
sentence-must-name-n-to-n-countries-each-once = Choose at least one country.
sentence-must-be-an-rfc-n-date-and-time = Enter a date and time.
sentence-must-have-n-to-n-lowercase-letters-digits-underscores-full-stops-or-hyphens = Must have { $a } to { $b } lowercase letters, digits, underscores, full stops or hyphens.
sentence-must-have-at-least-n-characters-a-phrase-of-several-words-is-easy-to-remember = Must have at least { $a } characters. A phrase of several words is easy to remember.
sentence-must-have-at-most-n-characters = Must have at most { $a } characters.
sentence-is-too-easy-to-guess-avoid-patterns-and-repetition = Too easy to guess. Avoid patterns and repetition.
sentence-must-not-be-based-on-your-name-your-company-s-name-your-email-address-or-ours = Must not be based on your name, your company's name, your email address or ours.
sentence-is-not-a-supported-currency = This currency isn't supported.
sentence-the-amount-is-too-large = The amount is too large.
sentence-amounts-in-different-currencies-cannot-be-added = Amounts in different currencies can't be added.
sentence-the-file-is-not-utf-n-text = The file isn't UTF-{ $a } text.
sentence-this-file-is-a-workbook-not-text-save-it-as-csv-utf-n-and-choose-that-file = This file is a workbook, not text. Save it as CSV (UTF-{ $a }) and choose that file.
sentence-this-file-is-not-text-in-utf-n-save-it-as-csv-utf-n-and-choose-that-file = This file isn’t text in UTF-{ $a }. Save it as CSV (UTF-{ $b }) and choose that file.
sentence-could-not-read-the-file-it-is-larger-than-n-mib = We couldn’t read this file: it’s larger than { $a } MiB.
sentence-could-not-read-the-file-it-has-more-than-n-rows-split-it-into-several-files = We couldn’t read this file: the most rows that it can have are { $a }. Split it into several files.
sentence-could-not-read-the-file-it-is-not-utf-n-at-byte-n-save-it-as-csv-utf-n = We couldn’t read this file: it isn’t UTF-{ $a } (at byte { $b }). Save it as CSV UTF-{ $c }.
sentence-could-not-read-the-file-it-contains-a-control-character-on-line-n-remove-it-or-save-the-file-as-csv-utf-n-again = We couldn’t read this file: it contains a control character on line { $a }. Remove it, or save the file as CSV UTF-{ $b } again.
sentence-could-not-read-the-file-a-quotation-mark-is-never-closed-the-last-row-starts-on-line-n = We couldn’t read this file: a quotation mark is never closed. The last row starts on line { $a }.
sentence-must-be-selected = Choose an option.
sentence-must-be-the-retailer-s-six-digit-code = Enter the retailer's six-digit code.
sentence-choose-a-file-or-paste-its-contents-below = Choose a file, or paste its contents below.
sentence-must-be-text = Enter text.
sentence-must-be-true-or-false = Must be true or false.
sentence-must-be-a-number = Must be a number.
sentence-must-be-a-list = Must be a list.
sentence-must-be-an-object = Must be an object.
sentence-must-be-a-whole-number-in-the-allowed-range = Must be a whole number in the allowed range.
sentence-is-not-a-cursor-of-this-list = This link is for a different list. Start from the first page.
sentence-must-be-an-id = This choice isn't available. Reload the page.
sentence-must-be = Choose one of the available options.
sentence-must-be-one-of = Choose one of the available options.
sentence-must-be-an-ip-address = Must be an IP address.
sentence-has-the-wrong-type = This value isn't valid here.
sentence-choose-where-to-deliver = Another address was filled in. Choose where to deliver, or clear those fields.
sentence-must-be-a-country-by-its-name-or-two-letter-code = Choose a country from the list, or enter its two-letter code.

# Limits, sentence by sentence.
sentence-too-many-requests-at-most-n-in-n-second-are-allowed = Too many requests: at most { $a } in { $b ->
    [one] { $b } second
   *[other] { $b } seconds
  } are allowed.
sentence-too-many-requests-at-most-n-in-n-second-are-allowed-and-n-are-left = Too many requests: at most { $a } in { $b ->
    [one] { $b } second
   *[other] { $b } seconds
  } are allowed, and { $c } are left.
sentence-try-again-in-n-second = Try again in { $a ->
    [one] { $a } second
   *[other] { $a } seconds
  }.
sentence-too-many-requests-at-most-n-in-n-seconds-are-allowed = Too many requests: at most { $a } in { $b ->
    [one] { $b } second
   *[other] { $b } seconds
  } are allowed.
sentence-too-many-requests-at-most-n-in-n-seconds-are-allowed-and-n-are-left = Too many requests: at most { $a } in { $b ->
    [one] { $b } second
   *[other] { $b } seconds
  } are allowed, and { $c } are left.
sentence-try-again-in-n-seconds = Try again in { $a ->
    [one] { $a } second
   *[other] { $a } seconds
  }.
sentence-too-many-requests-at-most-n-in-n-minute-are-allowed = Too many requests: at most { $a } in { $b ->
    [one] { $b } minute
   *[other] { $b } minutes
  } are allowed.
sentence-too-many-requests-at-most-n-in-n-minute-are-allowed-and-n-are-left = Too many requests: at most { $a } in { $b ->
    [one] { $b } minute
   *[other] { $b } minutes
  } are allowed, and { $c } are left.
sentence-try-again-in-n-minute = Try again in { $a ->
    [one] { $a } minute
   *[other] { $a } minutes
  }.
sentence-too-many-requests-at-most-n-in-n-minutes-are-allowed = Too many requests: at most { $a } in { $b ->
    [one] { $b } minute
   *[other] { $b } minutes
  } are allowed.
sentence-too-many-requests-at-most-n-in-n-minutes-are-allowed-and-n-are-left = Too many requests: at most { $a } in { $b ->
    [one] { $b } minute
   *[other] { $b } minutes
  } are allowed, and { $c } are left.
sentence-try-again-in-n-minutes = Try again in { $a ->
    [one] { $a } minute
   *[other] { $a } minutes
  }.
sentence-too-many-sign-in-attempts = Too many sign-in attempts.

# Refusals with what they name, filled in by name.
detailed-baskets-bad-quantity = Order { $min_quantity } to { $max_quantity } packs of { $title }, in multiples of { $quantity_step }; you would have { $wanted }.
detailed-baskets-full = A basket can hold at most { $most } items.
detailed-baskets-other-currency = Your company buys in { $buyer } and this offer is priced in { $offer }; choose an offer in { $buyer }.
detailed-companies-names-similar = { $similar } other companies have names that look like these; look at them, and confirm how many you have seen.
detailed-deliveries-wrong-code = Wrong code; attempts left: { $tries_left }.
detailed-imports-too-many-changes = Rows that this file changes: { $rows }; your company can change { $most } at a time. Split the file, or ask the marketplace for a bulk allowance.
detailed-imports-too-many-listings = This file lists { $rows ->
        [one] { $rows } product
       *[other] { $rows } products
    }, and your company can list { $most } at a time. Split the file, or ask the marketplace for a bulk allowance.
detailed-offers-other-currency = This product is sold in { $currency }.
detailed-orders-price-changed = The total is now { $total } instead of { $expected_total }; review the lines and place your order again.
detailed-orders-too-many-unaccepted-packs = Until the vendor accepts, your company can hold at most { $max_packs } packs of this offer; { $open_packs } are in orders that wait, so { $can_order } can be ordered now.
detailed-orders-too-much-unaccepted-value = Until this vendor accepts, your company can have orders of at most { $max_value } there; orders of { $open_value } wait.
detailed-stock-changed-meanwhile = Stock has changed since you counted it; packs on hand now: { $on_hand }.
detailed-stock-promised = { $allocated } of { $on_hand } packs are reserved for orders; you cannot go below that.
