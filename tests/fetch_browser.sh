#!/bin/sh
# Puts Debian's chromium on the machine for the browser tests, where that is possible and allowed.
set -u
if command -v chromium >/dev/null 2>&1; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "no chromium and no apt-get here: the browser tests will say that they did not run"
    exit 0
fi
root=""
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then root="sudo -n"; else
        echo "no chromium, and no right to install it: the browser tests will say that they did not run"
        exit 0
    fi
fi
export DEBIAN_FRONTEND=noninteractive
if $root apt-get -qq update >/dev/null && $root apt-get -qq install --yes --no-install-recommends chromium >/dev/null; then
    echo "installed Debian's chromium for the browser tests"
else
    echo "Debian's chromium could not be installed: the browser tests will say that they did not run"
fi
exit 0
