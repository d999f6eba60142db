"""Totals of the tables, in SQL that SQLite and DuckDB both read.

Sums are of hundredths, so that they are whole numbers.
"""

ALL = {
    "records": "SELECT count(*) FROM records",
    "items": "SELECT section, count(*) FROM items GROUP BY section "
             "ORDER BY section",
    "measures": "SELECT kind, count(*) FROM measures GROUP BY kind "
                "ORDER BY kind",
    "plans": "SELECT coalesce(became, 'open') AS fate, count(*) FROM plans "
             "GROUP BY fate ORDER BY fate",
    "additions": "SELECT unit, coalesce(whole, 0) AS parts, "
                 "CAST(round(sum(value) * 100) AS BIGINT) FROM measures "
                 "WHERE kind = 'addition' GROUP BY unit, parts "
                 "ORDER BY unit, parts",
    "levels": "SELECT r.area_slug, r.priority, m.name, m.unit, "
              "CAST(round(m.value * 100) AS BIGINT) FROM measures m "
              "JOIN records r ON r.id = m.record WHERE m.kind = 'level' "
              "AND m.counts AND r.term_order = (SELECT max(s.term_order) "
              "FROM measures n JOIN records s ON s.id = n.record "
              "WHERE n.kind = 'level' AND n.name = m.name AND "
              "s.area_slug = r.area_slug AND s.priority = r.priority) "
              "ORDER BY r.area_slug, r.priority, m.name, m.unit",
}
