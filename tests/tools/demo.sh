#!/bin/sh
# Make the demo company's store under $BUILD/demo, show its board and forecast
# of the current quarter, and say what to type next. "make demo" calls it.
set -eu

build=$(cd "${BUILD:-build}" && pwd)
PATH=$build:$PATH
PIPE_DIR=$build/demo
export PATH PIPE_DIR

show()
{
	printf '\n$ %s\n\n' "$*"
	"$@" --no-pager
}

# In single quotes, whatever is in it.
quote()
{
	printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"
}

rm -rf "$PIPE_DIR"
pipe init --demo --quiet
# Whoever runs this is Anna: a rep is known by the login.
login=$(id -un 2>/dev/null) || login=uid$(id -u)
pipe rep set anna --login "$login" -m 'you are Anna' --quiet

show pipe board 'close:..eoq'
show pipe forecast this-quarter
deal=$(pipe deal list owner:me stage:negotiation --sort=-stage_since -n 1 -i)

cat <<END

This is Halmfeld, a company that never was; you are Anna. Go on with:

  export PATH=$(quote "$build"):\$PATH
  export PIPE_DIR=$(quote "$PIPE_DIR")
  pipe agenda
  pipe deal list owner:me close:..eoq -s -amount
  pipe forecast this-quarter --currency EUR
  pipe forecast this-quarter --as-of -30d
  pipe explain deal/$deal
  pipe deal win $deal && pipe forecast --by rep && pipe undo
END
