#!/bin/sh
# Installs what the tests need besides npm's packages: a browser (Chromium) and the traffic simulator SUMO.
# Uses apt-get, as root or by sudo. Does nothing for what is there already.
set -eu

missing=""
[ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v sumo >/dev/null 2>&1 || missing="$missing sumo"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  echo "The tests need:$missing. This system has no apt-get: install them yourself; CHROMIUM may name the browser." >&2
  exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "The tests need:$missing. Run as root: apt-get install$missing" >&2
    exit 1
  fi
  as_root="sudo -n"
fi

echo "installing for the tests:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # the names are separate words
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
