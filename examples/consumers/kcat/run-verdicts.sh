#!/bin/sh
# Prints the verdict of every run that ends. run-verdicts.sh host:9092
# -o beginning: all that is kept. %k is the run, %h the headers, %s the value; -u prints at once.
kcat -C -q -u -b "${1:-localhost:9092}" -t verdict.events -o beginning -f '%k\t%h\t%s\n' |
  grep --line-buffered 'ce_type=dev\.cdevents\.testsuiterun\.finished\.' |
  while IFS="$(printf '\t')" read -r run headers value; do
    printf '%s %s\n' "$run" "$(printf '%s' "$value" | jq -r '.customData.verdict + " (" + .customData.reason + ")"')"
  done
