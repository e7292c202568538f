#!/usr/bin/env bash
# Installs the Debian packages that tests need. Without root it only says what is missing.
set -euo pipefail
wanted=(postgresql chromium fonts-noto-cjk gettext libreoffice-writer-nogui belenios-tool)
missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "not root: tests that need these are skipped: ${missing[*]}" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
