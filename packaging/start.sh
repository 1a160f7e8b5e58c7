#!/bin/sh
# Sets up whatever is missing, then opens camsetup.
#
#   sh packaging/start.sh [ARGUMENTS]        open the program; arguments go to camsetup
#   sh packaging/start.sh test [ARGUMENTS]   run the tests; arguments go to pytest
#   sh packaging/start.sh setup              only set up
#
# Python packages go to .venv in this checkout, as packaging/requirements.lock pins
# them. On Debian and Ubuntu, root also gets Python and the Qt libraries installed;
# anybody else is told what to install. PYTHON=/path/to/python3 chooses the Python.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
venv=$root/.venv
python=$venv/bin/python
stamp=$venv/camsetup-set-up
unfinished=$venv/camsetup-unfinished

good_python="import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))"

# What Qt loads at run time: the library, and the Debian package that holds it.
libraries="
libGL.so.1:libgl1
libEGL.so.1:libegl1
libfontconfig.so.1:libfontconfig1
libxkbcommon.so.0:libxkbcommon0
libdbus-1.so.3:libdbus-1-3
libglib-2.0.so.0:libglib2.0-0
libxcb-cursor.so.0:libxcb-cursor0
libxcb-icccm.so.4:libxcb-icccm4
libxcb-image.so.0:libxcb-image0
libxcb-keysyms.so.1:libxcb-keysyms1
libxcb-randr.so.0:libxcb-randr0
libxcb-render-util.so.0:libxcb-render-util0
libxcb-shape.so.0:libxcb-shape0
libxcb-xkb.so.1:libxcb-xkb1
libxkbcommon-x11.so.0:libxkbcommon-x11-0
"

main() {
    case ${1:-} in
        setup)
            set_up
            say "Everything is set up. Open it: sh packaging/start.sh"
            ;;
        test)
            shift
            set_up
            have_compiler
            run_tests "$@"
            ;;
        *)
            set_up
            if [ $# -eq 0 ] && ! has_display; then
                show_off_screen
            else
                exec "$python" -m camsetup "$@"
            fi
            ;;
    esac
}

set_up() {
    install_system_packages
    if [ ! -e "$unfinished" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(wanted)" ] &&
        works "$python"; then
        return
    fi
    make_venv
    say "Installing the Python packages (once, some minutes, 1 GB) ..."
    pip_install --require-hashes --only-binary :all: \
        --requirement "$root/packaging/requirements.lock"
    pip_install --no-deps --no-build-isolation --editable "$root"
    have_python_library
    wanted >"$stamp"
    rm -f "$unfinished"
}

# What the stamp says when nothing is to do: same lock, same project, same place.
wanted() {
    cat "$root/packaging/requirements.lock" "$root/pyproject.toml" | cksum
    echo "$root"
}

make_venv() {
    if [ -e "$unfinished" ] || ! works "$python" -m pip; then
        base=$(find_python) || stop "There is no Python 3.10 or newer with venv."
        say "Making $venv with $base ..."
        "$base" -m venv --clear "$venv"
    fi
    : >"$unfinished"
}

pip_install() {
    "$python" -m pip install --quiet --disable-pip-version-check "$@" ||
        stop "pip failed (above). Set-up can simply be run again."
}

install_system_packages() {
    packages=$(missing_packages)
    [ -n "$packages" ] || return 0
    # shellcheck disable=SC2086,SC2116  # one line of words
    packages=$(echo $packages)
    if ! command -v apt-get >/dev/null; then
        say "These seem to be missing; if the window does not open, install what your"
        say "system calls them: $packages"
    elif [ "$(id -u)" -eq 0 ]; then
        say "Installing $packages ..."
        apt_install
    else
        say "Some system packages are missing. Install them and start again:"
        say "    sudo apt-get install $packages"
        exit 1
    fi
}

# The tests build a virtual camera; those that use it skip where there is no compiler.
have_compiler() {
    [ "$(uname)" = Linux ] && ! compiles || return 0
    packages="gcc libc6-dev"
    if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
        say "Installing $packages ..."
        apt_install
    else
        say "There is no C compiler: tests of real cameras will be skipped. To run them,"
        say "install what Debian calls $packages."
    fi
}

# genicam, by which real cameras are opened, wants Python as a library, too: Debian has
# that in a package of its own. All else works without it.
have_python_library() {
    if [ "$(uname)" != Linux ] || opens_cameras; then
        return 0
    fi
    packages=$("$python" -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])')
    if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
        say "Installing $packages ..."
        apt_install
    else
        say "To open real cameras, install what Debian calls $packages:"
        say "    sudo apt-get install $packages"
    fi
}

# Also true where there is no genicam for this computer, and nothing would help.
opens_cameras() {
    case $("$python" -c "import genicam.genapi" 2>&1) in
        *libpython*) return 1 ;;
    esac
}

compiles() {
    printf '#include <pthread.h>\n' | cc -E - >/dev/null 2>&1
}

apt_install() {
    log=$(mktemp)
    # shellcheck disable=SC2086  # one word per package
    if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
        --no-install-recommends $packages; } >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        stop "apt-get failed (above; everything is in $log)."
    fi
    rm -f "$log"
}

missing_packages() {
    works "$python" || find_python >/dev/null || echo python3 python3-venv
    [ "$(uname)" = Linux ] || return 0
    present=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || return 0
    for line in $libraries; do
        case $present in
            *"${line%%:*} "*) ;;
            *) echo "${line#*:}" ;;
        esac
    done
    has_font || echo fonts-dejavu-core
}

has_font() {
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" \
        "${HOME:-/}/.local/share/fonts" -name '*.[ot]tf' 2>/dev/null | head -n 1)" ]
}

works() {
    "$@" --version >/dev/null 2>&1
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.10}; do
        if "$candidate" -c "$good_python" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

has_display() {
    [ "$(uname)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]
}

run_tests() {
    cd "$root"
    QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen} exec "$python" -m pytest "$@"
}

# Nobody can look at a window here: leave a picture of it and the checks' answers.
show_off_screen() {
    say "There is no display. Running off screen on the simulated recording rig ..."
    export QT_QPA_PLATFORM=offscreen
    out=camsetup-check
    mkdir -p "$out"
    rm -f "$out/window.png" "$out/check.json"
    "$python" -m camsetup --rig recording --screenshot "$out/window.png" \
        --after 4 --size 1280x800 || stop "The window could not be drawn (above)."
    code=0
    "$python" -m camsetup check --rig recording --seconds 4 --json \
        >"$out/check.json" || code=$?
    if [ ! -s "$out/window.png" ] || [ ! -s "$out/check.json" ]; then
        stop "The program ran, but did not leave its picture and its answers."
    fi
    say "The window:  $PWD/$out/window.png"
    say "The checks:  $PWD/$out/check.json  ($(in_words "$code"))"
    say "With a display, the same command opens the window."
}

in_words() {
    case $1 in
        0) echo "all pass" ;;
        1) echo "the worst is a WARNING" ;;
        2) echo "the worst is a FAIL" ;;
        3) echo "the worst is CRITICAL" ;;
        4) echo "nothing could be judged" ;;
        *) echo "the check itself ended with code $1" ;;
    esac
}

say() {
    echo "camsetup: $*"
}

stop() {
    echo "camsetup: $*" >&2
    exit 1
}

main "$@"
