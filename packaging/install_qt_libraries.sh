#!/bin/sh
# Qt's Python package brings Qt, not the system libraries that Qt links to. Desktops have them;
# bare Debian machines do not. As root they are installed here, else we say which ones are missing.
set -eu
[ "$(uname -s)" = Linux ] || exit 0
missing=""
for pair in libEGL.so.1=libegl1 libGL.so.1=libgl1 libxkbcommon.so.0=libxkbcommon0 \
    libdbus-1.so.3=libdbus-1-3 libfontconfig.so.1=libfontconfig1 libglib-2.0.so.0=libglib2.0-0; do
    ldconfig -p | grep -q "${pair%%=*}" || missing="$missing ${pair#*=}"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    # shellcheck disable=SC2086 # one word a package
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "Qt needs system libraries that are missing: sudo apt install$missing" >&2
fi
