#!/bin/sh
# Qt's Python package brings Qt, not the system libraries that Qt links to, and the tests look at a real window
# on a virtual screen. Desktops have the libraries; bare Debian machines do not. As root everything is installed
# here, else we say what is missing.
set -eu
[ "$(uname -s)" = Linux ] || exit 0
missing=""
for pair in libEGL.so.1=libegl1 libGL.so.1=libgl1 libxkbcommon.so.0=libxkbcommon0 \
    libdbus-1.so.3=libdbus-1-3 libfontconfig.so.1=libfontconfig1 libfreetype.so.6=libfreetype6 \
    libglib-2.0.so.0=libglib2.0-0 libX11-xcb.so.1=libx11-xcb1 libxkbcommon-x11.so.0=libxkbcommon-x11-0 \
    libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0 \
    libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0 \
    libxcb-render-util.so.0=libxcb-render-util0 libxcb-shape.so.0=libxcb-shape0 \
    libxcb-xkb.so.1=libxcb-xkb1; do
    ldconfig -p | grep -q "${pair%%=*}" || missing="$missing ${pair#*=}"
done
for pair in Xvfb=xvfb xdotool=xdotool; do
    command -v "${pair%%=*}" >/dev/null || missing="$missing ${pair#*=}"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    # shellcheck disable=SC2086 # one word a package
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "Tests of the window need system packages that are missing: sudo apt install$missing" >&2
fi
