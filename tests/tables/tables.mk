# The tables of "termwise summarise", loaded into databases. `make tables`
# needs SQLite as it comes with Python; `make tables-duckdb` puts DuckDB, by
# npm, into the build folder first.

checks    += tables
sanitized += tables

.PHONY: tables tables-duckdb

tables_work := $(BUILD)/tests/tables
duckdb      := $(BUILD)/duckdb
duckdb_is   := @duckdb/node-api@1.5.6-r.1

tables: $(programs)
	$(Q)PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 \
		tests/tables/tables_test.py . $(BUILD)/bin $(tables_work) \
		$(if $(SAN),1)

$(duckdb)/made: tests/tables/tables.mk
	$(call from_npm,$(duckdb_is),tables-duckdb)

tables-duckdb: tables $(duckdb)/made
	$(Q)node tests/tables/duckdb.mjs $(abspath $(duckdb)) $(tables_work)
