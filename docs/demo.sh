#!/bin/sh
# The main job, end to end: check the graph, ask it, analyse it, export it, draw it.
# About 25 seconds, most of them for the check, the JSON-LD and the page of everything.
set -eu
out=${1:-build/demo}
mkdir -p "$out"

bold= plain=
if [ -t 1 ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); fi

step() { printf '\n%s$ libgraph %s%s\n' "$bold" "$*" "$plain"; libgraph "$@"; }

step validate
step coverage --region "Central Asia" --as-of 2022
step agreements --party nalis --as-of 2022
step query signatories -p agreement=agreement-nlrk-ifla-pac
step conflicts ifla-general-conference-1991 --kind contradiction
step query corners -p host=nl-kyrgyzstan
step show исахов
step path shanghai-library nlrk -n 1
step analyze recommend qnl --top 3
step query agreements -o "$out/agreements.csv"
step export -f turtle -o "$out/libgraph.ttl"
step export -f jsonld -o "$out/libgraph.jsonld"
step export -f ics -o "$out/calendar.ics"
step draw network -o "$out/network.html"
step draw network --around pac-central-asia -o "$out/pac-central-asia.svg"
step draw network --around nlrk -o "$out/nlrk.svg"

printf '\nThe results are in %s:\n' "$out"
ls "$out"
