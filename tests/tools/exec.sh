#!/bin/sh
# How prove starts a test: transcripts by sh, programs by themselves.
case $1 in
*.t) exec sh "$@" ;;
*) exec "$@" ;;
esac
