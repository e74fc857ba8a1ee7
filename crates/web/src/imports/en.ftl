imports-exports = Export current data
imports-exports-text = Each export has every row, and its file can be uploaded again as CSV, up to { LIMIT("import-rows") } rows in each file. Prices and stock: change what is different. Products: add rows for new ones; rows that are on sale already and unchanged are skipped, and changed ones are refused. Save a workbook as CSV (UTF-8) first.
imports-apply = { $n ->
    [one] Apply { $n } change
   *[other] Apply { $n } changes
    }
imports-changes = Changes
imports-columns = Column names
imports-errors = Errors
imports-failed = Not applied
imports-file = File
imports-file-hint = CSV in UTF-8, up to { LIMIT("import-mib") } MiB and { LIMIT("import-rows") } rows. The first row must contain the column names.
imports-filter = Rows
imports-go = Preview changes
imports-held = Needs approval
imports-history = Import history
imports-holds = { $n ->
    [one] { $n } large price change will need approval.
   *[other] { $n } large price changes will need approval.
    }

import-state-applied = Applied
import-state-applying = Applying
import-state-partly = Partially applied
import-state-previewed = Ready to apply
import-state-undoing = Undoing
import-state-undone = Undone

imports-kind = Import type

imports-leave = You can leave this page. The import continues in the background.
imports-line = Line
imports-more = { $n ->
    [one] { $n } more row. Use the filter above to narrow the list.
   *[other] { $n } more rows. Use the filter above to narrow the list.
    }
imports-new = Upload a file
imports-none = No files uploaded yet.
imports-nothing = This file wouldn't change anything. Fix it and upload it again.
imports-password = This import changes many prices at once, so your password is required.
imports-pasted = Or paste the contents

import-kind-prices = Prices
import-kind-products = New products

imports-reload = Refresh progress
imports-rows = Rows
imports-skips = { $n ->
    [one] { $n } row with an error will be skipped.
   *[other] { $n } rows with errors will be skipped.
    }
imports-so-far = Rows: { $done } of { $all }

import-kind-stock = Stock count

imports-text = Nothing changes yet. You'll see a row-by-row preview first.
imports-title = Import
imports-undo = Undo
imports-undo-go = Undo import
imports-undo-text = Prices and stock are restored wherever no one has changed them since. Price changes that still need approval are withdrawn. New offers are paused.
imports-verdict = Preview
imports-withdrawn = { $n ->
    [one] { $n } price change that still needed approval was withdrawn.
   *[other] { $n } price changes that still needed approval were withdrawn.
    }
imports-would = { $n ->
    [one] { $n } row will be changed.
   *[other] { $n } rows will be changed.
    }

import-row-code-characters = contains characters that aren't allowed
import-row-code-empty = is empty
import-row-code-gtin-reserved = is under a GS1 company prefix that is reserved for another company
import-row-code-gtin-taken = is already listed; add an offer to that product instead
import-row-state-applied = Applied
import-row-state-conflict = Changed since preview
import-row-state-held = Needs approval
import-row-state-refused = Rejected
import-row-state-undone = Undone
import-row-code-no-such-category = isn't a category you can list products in
import-row-code-no-such-location = isn't one of your warehouses
import-row-code-no-such-sku = isn't one of your SKUs
import-row-code-no-such-tax-class = isn't a valid tax class
import-row-code-not-a-gtin = isn't a valid GTIN
import-row-code-not-a-price = isn't a valid price, such as 120.50
import-row-code-unclear-number = can be read as two different numbers; write it without separators between thousands
import-row-code-other-currency = is an amount in another currency
import-row-code-not-a-quantity = isn't a whole number within the allowed range
import-row-code-promised = is less than the stock reserved for orders
import-row-code-quantities-do-not-fit = the minimum, maximum and order multiple don't match
import-row-code-sku-taken = is already one of your SKUs
import-row-code-too-long = is too long
import-row-code-twice = is a duplicate of an earlier row
import-row-code-width = This row's column count doesn't match the header
import-rows-changes = Changes
import-rows-errors = Errors
import-rows-failed = Not applied
import-rows-held = Needs approval
import-rows-same = No change

code-imports-too-many-changes = This file changes more prices or stock counts than your company can change at a time. Split the file, or ask the marketplace for a bulk allowance.
code-imports-too-many-listings = This file lists more products than your company can list at a time. Split the file, or ask the marketplace for a bulk allowance.
code-imports-interrupted = A row couldn't be processed right now. We'll try again.
code-imports-no-right = Your role doesn't allow this.
code-imports-no-rows = The file has a header but no rows.
code-imports-no-such-import = Import not found.
code-imports-not-applied = There is nothing to undo in this import.
code-imports-not-waiting = This import is no longer waiting for approval.
code-imports-nothing-to-do = This import wouldn't change anything.
code-imports-password-needed = This import changes many prices at once. Enter your password to approve it.
code-imports-unreadable = We couldn't read this file. Make sure it's a UTF-8 CSV file with the columns shown in the example.
