#!/usr/bin/env bash
# Proves `make demo` and `make test` on a machine that lacks everything the README does not name:
# a minimal Debian 12 in a folder (debootstrap), the README's packages, a fresh clone. Needs root.
#   tools/fresh_machine.sh FOLDER [demo|test|both]
set -euo pipefail
folder=$(realpath -m "${1:?folder for the machine}")
what=${2:-both}
checkout=$(cd "$(dirname "$0")/.." && pwd)
mirror=$(awk '/^URIs:/ {print $2; exit} /^deb / {print $2; exit}' /etc/apt/sources.list /etc/apt/sources.list.d/*.sources 2>/dev/null | head -1)

if [ ! -x "$folder/usr/bin/make" ]; then
  debootstrap --variant=minbase --include=ca-certificates bookworm "$folder" "$mirror"
  cp -f /etc/resolv.conf /etc/hosts "$folder/etc/"
  cp -rf /etc/apt/apt.conf.d/. "$folder/etc/apt/apt.conf.d/"
  for setting in /etc/pip.conf /root/.config/pip/pip.conf; do
    [ -f "$setting" ] && cp -f "$setting" "$folder/etc/pip.conf"
  done
  [ -f /root/.npmrc ] && cp -f /root/.npmrc "$folder/root/.npmrc"
  cp -rfL /etc/ssl/certs/ca-certificates.crt "$folder/etc/ssl/certs/"
  chroot "$folder" apt-get update -qq
  chroot "$folder" apt-get install -y -qq --no-install-recommends git make python3 python3-venv >/dev/null
fi
for mount in proc dev; do
  mountpoint -q "$folder/$mount" || mount --bind "/$mount" "$folder/$mount"
done
trap 'umount -l "$folder/proc" "$folder/dev" 2>/dev/null || true' EXIT

rm -rf "$folder/root/jiannuo"
git clone -q "$checkout" "$folder/root/jiannuo"
inside() { chroot "$folder" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 SSL_CERT_FILE="${SSL_CERT_FILE:-}" PIP_CERT="${PIP_CERT:-}" NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-}" bash -c "cd /root/jiannuo && $1"; }

if [ "$what" != test ]; then
  started=$SECONDS
  inside 'make demo PORT=8199 > /tmp/demo.log 2>&1' &
  until curl -fsS http://127.0.0.1:8199/healthz >/dev/null 2>&1; do
    [ $((SECONDS - started)) -lt 900 ] || { tail -20 "$folder/tmp/demo.log"; exit 1; }
    sleep 2
  done
  echo "make demo: serving after $((SECONDS - started)) seconds"
  curl -fsS -o /dev/null -w 'public page: %{http_code}\n' http://127.0.0.1:8199/p/yunchuan/
  pkill -f 'serve --port 8199' || true
  wait || true
fi
if [ "$what" != demo ]; then
  started=$SECONDS
  inside 'make test'
  echo "make test: $((SECONDS - started)) seconds"
fi
