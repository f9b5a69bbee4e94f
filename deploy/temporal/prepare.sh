#!/bin/sh
# The schema job: databases and schema of the Temporal server, created or brought to the newest version. Safe to repeat.
# Needs temporal-sql-tool, which carries the schema (image temporalio/admin-tools), SQL_HOST, SQL_USER and SQL_PASSWORD.
set -eu
tool() {
  temporal-sql-tool --plugin postgres12 --ep "$SQL_HOST" -p "${SQL_PORT:-5432}" -u "$SQL_USER" "$@"
}
for store in temporal:temporal temporal_visibility:visibility; do
  database=${store%%:*}
  tool --db "$database" create
  tool --db "$database" setup-schema -v 0.0
  tool --db "$database" update-schema --schema-name "postgresql/v12/${store##*:}"
done
