# shellcheck shell=bash
# shellcheck disable=SC2154 # set by bench/compare/run
# Databases of bench/compare: filled once by the first program, copied and migrated for the others.

database_of() { echo "aqad_compare_$1"; } # of a program, or of Express
folder_of() { echo "$folder/$1-$2"; }     # folder_of NAME ENGINE: its data_dir
url_of() {                                # url_of NAME ENGINE
  case $2 in
    mariadb) echo "${AQAD_TEST_MARIADB_URL%/}/$(database_of "$1")" ;;
    postgres) echo "${AQAD_TEST_POSTGRES_URL%/*}/$(database_of "$1")" ;;
    sqlite) echo ;;
  esac
}
settings_of() { # settings_of NAME ENGINE: sets settings
  settings=(--set "data_dir=$(folder_of "$1" "$2")" --set "auth.secret_file=$folder/secret" --set log.level=error --set "database.url=$(url_of "$1" "$2")")
}
ask() { # ask NAME ENGINE: SQL from standard input, answers with tabs between columns
  case $2 in
    mariadb) mariadb_sql "$(database_of "$1")" ;;
    postgres) psql -XqAt -v ON_ERROR_STOP=1 -F $'\t' "$(url_of "$1" postgres)" ;;
    sqlite) python3 bench/compare/sqlite.py "$(folder_of "$1" sqlite)/aqad.db" ;;
  esac
}
hexadecimal() { # hexadecimal ENGINE COLUMN: an id as 32 digits
  if [ "$1" = postgres ]; then echo "replace(cast($2 as text), '-', '')"; else echo "hex($2)"; fi
}
drop() { # drop NAME ENGINE
  rm -rf "$(folder_of "$1" "$2")"
  case $2 in
    mariadb) echo "drop database if exists $(database_of "$1")" | mariadb_sql ;;
    postgres) echo "drop database if exists $(database_of "$1")" | postgres_sql ;;
  esac
}
create() { # create NAME ENGINE: an empty one
  drop "$1" "$2"
  mkdir -p "$(folder_of "$1" "$2")"
  case $2 in
    mariadb) echo "create database $(database_of "$1") character set utf8mb4" | mariadb_sql ;;
    postgres) echo "create database $(database_of "$1")" | postgres_sql ;;
  esac
}

sum_of() { sha256sum "$1" | cut -d' ' -f1; }
# Filled with what was asked for, or filled anew; a folder remembers.
wanted() { echo "$products products, $vendors vendors, $retailers retailers, $inventory stock levels, $orders orders in $days days, $open % of them open"; }

fill_first() { # fill_first NAME ENGINE
  local settings word mark=$folder/filled.$2
  if [ "$(cat "$mark" 2>/dev/null)" = "$1: $(wanted)" ]; then return; fi
  rm -f "$mark" "$folder"/copied.*."$2" "$folder/express.filled"
  note "$2: $1 fills a database with $(wanted)"
  create "$1" "$2"
  settings_of "$1" "$2"
  "${path_of[$1]}" "${settings[@]}" seed --vendors "$vendors" --retailers "$retailers" --products "$products" --inventory "$inventory" \
    >"$folder/seeded.$2" 2>>"$folder/log" || die "$2: no database; see $folder/log"
  word=$(sed -n 's/^The password of every account is //p' "$folder/seeded.$2")
  [ -n "$word" ] || die "$2: seeding told no password; see $folder/seeded.$2"
  echo "$word" >"$folder/password.$2"
  # No order may empty a shelf: that is nobody's trade.
  echo 'update stock_levels set on_hand = 100000000' | ask "$1" "$2"
  note "$2: a vendor gets $orders orders, another 100"
  sed "s/{\([a-z_.]*\)}/$(hexadecimal "$2" '\1')/g" bench/compare/traders.sql | ask "$1" "$2" >"$folder/traders.$2"
  python3 bench/compare/fill_orders.py "$2" "$folder/traders.$2" "$folder/vendors.$2" "$days" "$open" "$orders" 100 | ask "$1" "$2"
  case $2 in
    mariadb) echo 'analyze table products, offers, stock_levels, orders, vendor_orders, order_lines, search_terms' | ask "$1" "$2" >/dev/null ;;
    postgres) echo 'vacuum analyze' | ask "$1" "$2" ;;
    sqlite) echo 'pragma wal_checkpoint(truncate)' | ask "$1" "$2" >/dev/null ;;
  esac
  echo "$1: $(wanted)" >"$mark"
}

copy() { # copy FROM NAME ENGINE: again whenever the program is another one than last time
  local settings mark=$folder/copied.$2.$3
  if [ "$(cat "$mark" 2>/dev/null)" = "$(sum_of "${path_of[$2]}")" ]; then return; fi
  note "$3: $2 gets a copy"
  create "$2" "$3"
  case $3 in
    mariadb)
      mariadb-dump --no-defaults -h127.0.0.1 -P"$mariadb_port" -uaqad -paqad --single-transaction --hex-blob --skip-comments "$(database_of "$1")" |
        { echo 'set unique_checks = 0; set foreign_key_checks = 0;'; cat; } | ask "$2" mariadb
      ;;
    postgres)
      echo "drop database $(database_of "$2")" | postgres_sql
      echo "create database $(database_of "$2") template $(database_of "$1")" | postgres_sql
      ;;
    sqlite) cp "$(folder_of "$1" sqlite)"/aqad.db{,-wal} "$(folder_of "$2" sqlite)/" 2>/dev/null || cp "$(folder_of "$1" sqlite)/aqad.db" "$(folder_of "$2" sqlite)/" ;;
  esac
  settings_of "$2" "$3"
  "${path_of[$2]}" "${settings[@]}" migrate >>"$folder/log" 2>&1 || die "$2 cannot migrate its copy on $3; see $folder/log"
  case $3 in
    mariadb) echo 'analyze table products, offers, stock_levels, orders, vendor_orders, order_lines, search_terms' | ask "$2" "$3" >/dev/null ;;
    postgres) echo 'vacuum analyze' | ask "$2" "$3" ;;
  esac
  sum_of "${path_of[$2]}" >"$mark"
}

fill_express() {
  local mark=$folder/express.filled
  if [ "$(cat "$mark" 2>/dev/null)" = "$(wanted) $(sum_of bench/express/schema.sql)" ]; then return; fi
  note "express gets the same"
  create express mariadb
  sed "s/{source}/$(database_of "${programs[0]}")/g" bench/express/schema.sql | ask express mariadb >/dev/null
  echo "$(wanted) $(sum_of bench/express/schema.sql)" >"$mark"
}

fill_all() {
  local engine name
  mariadb_port=${AQAD_TEST_MARIADB_URL%/}
  mariadb_port=${mariadb_port##*:}
  for engine in ${engines//,/ }; do
    fill_first "${programs[0]}" "$engine"
    for name in "${programs[@]:1}"; do copy "${programs[0]}" "$name" "$engine"; done
  done
  if [ -n "$express" ] && [[ $engines == *mariadb* ]]; then fill_express; fi
}
