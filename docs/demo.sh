#!/bin/sh
# The main job, end to end: check the graph, ask it, analyse it, export it, draw it.
set -eu
out=${1:-build/demo}
mkdir -p "$out"

bold= plain=
if [ -t 1 ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); fi

step() { printf '\n%s$ libgraph %s%s\n' "$bold" "$*" "$plain"; libgraph "$@"; }

step validate
step query members -p of=ifla
step query coverage --as-of 2009
step query signatories
step query support -p supporter=nl-korea
step analyze centrality --top 5
step path nl-korea ifla -n 1
step export -f turtle -o "$out/libgraph.ttl"
step export -f jsonld --framed -o "$out/libraries.jsonld"
step draw network -o "$out/network.html"
step draw network --around nlrk --depth 1 -o "$out/nlrk.svg"

printf '\nThe results are in %s:\n' "$out"
ls "$out"
