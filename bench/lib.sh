# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154,SC2329 # what is set on one side is used on the other
# What the programs of bench share: building, databases of their own, servers that are pinned to a
# core. Sourced from the repository's root, with `me` set to the caller's name.

note() { printf '%s\n' "$*" >&2; }
die() { note "$me: $*"; exit 1; }
need() { # need TOOL...
  local tool
  for tool; do command -v "$tool" >/dev/null || die "$tool is missing"; done
  [ "$(nproc)" -ge 2 ] || die "two cores are needed: one for the servers under test, one for everything else"
}

aqad=${CARGO_TARGET_DIR:-target}/release/aqad
build_aqad() {
  if [ "${BENCH_BUILD:-1}" = 1 ]; then note "building"; cargo build --release -p aqad; fi
  [ -x "$aqad" ] || die "$aqad is missing"
}

# An older build refuses keys that it does not know, and is measured without them.
knows() { # knows SECTION.KEY
  "$aqad" check-config --defaults | awk -v section="[${1%.*}]" -v key="${1##*.}" '
    /^\[/ { inside = ($1 == section) }
    inside && $1 == key && $2 == "=" { found = 1 }
    END { exit !found }'
}

# ---------------------------------------------------------------- what ends with us

pids=()
made=
services=
finish() {
  local pid
  for pid in ${pids[@]+"${pids[@]}"}; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  [ -z "$services" ] || scripts/services stop --for $$ >&2 || true
  [ -z "$made" ] || rm -rf "$made"
}
trap finish EXIT
trap 'exit 130' INT TERM

open_folder() { # sets folder, where everything of this run is; only one that we made goes with us
  folder=${BENCH_FOLDER:-}
  if [ -z "$folder" ]; then made=$(mktemp -d); folder=$made; fi
  mkdir -p "$folder"
  folder=$(realpath "$folder")
  # The databases run as users of their own, and have their data below.
  chmod o+x "$folder"
  : >"$folder/log"
  # Seals keys and peppers passwords of this folder's databases, for whichever node opens them.
  [ -s "$folder/secret" ] || (umask 077 && head -c 32 /dev/urandom | base64 >"$folder/secret")
}

# ---------------------------------------------------------------- databases

# Servers of our own, next to the generator on core 1: those of the tests are others', too.
start_services() { # sets mariadb_url, postgres_url, redis_url and the pids of all three
  export AQAD_SERVICES=$folder/services AQAD_SERVICES_PORT=$((port + 50))
  services=1
  taskset -c 1 scripts/services start --for $$ >&2
  local name value
  while IFS='=' read -r name value; do declare -g "$name=$value"; done < <(scripts/services env)
  redis_url=${AQAD_TEST_REDIS_URL%/}
  redis_port=${redis_url##*:}
  redis_pid=$(service_pid redis)
  # Those for tests have buffers for tests, and the whole catalogue would be read from files.
  echo 'set global innodb_buffer_pool_size = 536870912' | mariadb_sql
}
service_pid() { awk '{ print $1 }' "$AQAD_SERVICES/$1/pid"; }
redis() { redis-cli -h 127.0.0.1 -p "$redis_port" "$@"; }

mariadb_sql() {
  local server=${AQAD_TEST_MARIADB_URL%/}
  mariadb --no-defaults -h127.0.0.1 -P"${server##*:}" -uaqad -paqad -N -B "$@"
}
postgres_sql() { psql -XqAt "${AQAD_TEST_POSTGRES_URL%/*}/${1:-postgres}"; }

# Sets database_url and database_pid, and answers SQL that `sql` gets on standard input.
choose_database() { # choose_database mariadb|postgres
  engine=$1
  case $engine in
    mariadb)
      database_url=${AQAD_TEST_MARIADB_URL%/}/aqad_bench
      echo 'create database if not exists aqad_bench' | mariadb_sql
      sql() { mariadb_sql aqad_bench; }
      ;;
    postgres)
      database_url=${AQAD_TEST_POSTGRES_URL%/*}/aqad_bench
      [ "$(echo "select 1 from pg_database where datname = 'aqad_bench'" | postgres_sql)" ] || echo 'create database aqad_bench' | postgres_sql
      sql() { postgres_sql aqad_bench; }
      ;;
    *) die "BENCH_ENGINE is mariadb or postgres, not $engine" ;;
  esac
  database_pid=$(service_pid "$engine")
}

fill_database() { # fill_database PRODUCTS: once a folder; everybody's password is in $folder/password.$engine
  local kept=$folder/password.$engine
  if [ -s "$kept" ]; then return; fi
  note "filling $engine with $1 products"
  "$aqad" "${common[@]}" seed --vendors 500 --retailers 500 --products "$1" --inventory "$1" >"$folder/seeded" 2>>"$folder/log" ||
    die "no database; see $folder/log"
  # Categories that no run empties; this is nobody's trade.
  echo 'update stock_levels set on_hand = 100000000' | sql
  # MariaDB counts its rows by itself; PostgreSQL gets to it some time in the middle of the run.
  if [ "$engine" = postgres ]; then echo 'vacuum analyze' | sql; fi
  sed -n "s/^The password of every account is //p" "$folder/seeded" >"$kept"
}

# ---------------------------------------------------------------- servers

serve() { # serve URL COMMAND...: on core 0, and ready when this returns, as $pid
  local at=$1
  shift
  if curl -s -o /dev/null --max-time 1 "$at/livez"; then die "somebody answers at $at; set BENCH_PORT"; fi
  taskset -c 0 "$@" >>"$folder/log" 2>&1 &
  pid=$!
  pids+=("$pid")
  for _ in $(seq 400); do
    kill -0 "$pid" 2>/dev/null || die "a server ended; see $folder/log"
    if curl -fs -o /dev/null "$at/livez"; then return; fi
    sleep 0.05
  done
  die "the server at $at does not answer; see $folder/log"
}

stop_servers() {
  local one
  for one in ${pids[@]+"${pids[@]}"}; do kill "$one" 2>/dev/null || true; done
  for one in ${pids[@]+"${pids[@]}"}; do wait "$one" 2>/dev/null || true; done
  pids=()
}
