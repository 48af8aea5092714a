#!/bin/sh
# Install the Debian packages named, those that are missing. Where there is no
# dpkg, look for what they bring instead and say what is not there.
set -u

elsewhere()
{
	absent=
	for tool in cc pkg-config; do
		command -v "$tool" >/dev/null || absent="$absent $tool"
	done
	for lib in lmdb yaml-0.1 libutf8proc libmd libxxhash; do
		pkg-config --exists "$lib" 2>/dev/null || absent="$absent $lib"
	done
	case " $* " in
	*' libcmocka-dev '*)
		pkg-config --exists cmocka || absent="$absent cmocka"
		for tool in prove python3 sqlite3 jq mandoc; do
			command -v "$tool" >/dev/null || absent="$absent $tool"
		done ;;
	esac
	[ -z "$absent" ] && exit 0
	echo "make deps: missing:$absent" >&2
	echo "  install them with your system's package tool; in Debian: $*" >&2
	exit 1
}

command -v dpkg-query >/dev/null || elsewhere "$@"

# shellcheck disable=SC2016
installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" \
	2>/dev/null | sed -n 's/ installed$//p')
missing=
for package in "$@"; do
	case "
$installed
" in
	*"
$package
"*) ;;
	*) missing="$missing $package" ;;
	esac
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ]; then
	as_root=
elif command -v sudo >/dev/null; then
	as_root=sudo
else
	echo "make deps: missing:$missing" >&2
	echo "  try, as root: apt-get install -y$missing" >&2
	exit 1
fi

echo "installing:$missing"
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq \
	--no-install-recommends $missing >/dev/null && exit 0
# The lists of packages may be old or absent.
# shellcheck disable=SC2086
$as_root apt-get update -qq &&
	DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq \
		--no-install-recommends $missing >/dev/null && exit 0
echo "make deps: could not install:$missing" >&2
exit 1
