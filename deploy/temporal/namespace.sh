#!/bin/sh
# The namespace that Tenfold uses. Closed workflows are kept ten years: a case's workflow id must stay taken, so that
# nothing starts it twice. Safe to repeat. Needs the Temporal CLI (image temporalio/admin-tools) and TEMPORAL_ADDRESS.
set -eu
if temporal operator namespace describe --namespace default >/dev/null 2>&1; then
  temporal operator namespace update --namespace default --retention 3650d
else
  temporal operator namespace create --namespace default --retention 3650d
fi
