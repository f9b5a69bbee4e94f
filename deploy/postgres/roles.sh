#!/bin/sh
# Run once by the image of Postgres when its volume is empty: Temporal gets a role of its own, which may create its two
# databases and has nothing to say in Tenfold's.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$TEMPORAL_SQL_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
create role temporal login createdb password :'password';
revoke connect on database tenfold from public;
SQL
