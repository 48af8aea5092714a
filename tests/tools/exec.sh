#!/bin/sh
# How prove starts a test: transcripts by sh, programs by themselves. What
# libraries keep until the end is no leak.
here=$(cd "${0%/*}" && pwd)
LSAN_OPTIONS="suppressions='$here/leaks.supp':print_suppressions=0"
export LSAN_OPTIONS
case $1 in
*.t) exec sh "$@" ;;
*) exec "$@" ;;
esac
