// Loads the tables that tables_test.py left behind into DuckDB, from NDJSON
// and from CSV, and holds their totals against those that it wrote down.
//
//   node duckdb.mjs PACKAGE WORK
//
// PACKAGE is the folder in which @duckdb/node-api lies.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, work] = process.argv.slice(2);
const { DuckDBInstance } =
	createRequire(`${folder}/package.json`)('@duckdb/node-api');
const queries = JSON.parse(readFileSync(`${work}/queries.json`, 'utf8'));
const tables = ['records', 'items', 'measures', 'plans'];
// What is not said here, DuckDB finds out.
const types = {
	measures: { value: 'DECIMAL(18,4)', total: 'DECIMAL(18,4)',
		expected: 'DECIMAL(18,4)', whole: 'BIGINT', unit: 'VARCHAR' },
	plans: { score: 'DECIMAL(4,3)' },
};

const struct = (map) => `{${Object.entries({ id: 'VARCHAR', ...map }).map(
	([name, type]) => `"${name}": '${type}'`).join(', ')}}`;

// Each member of the rows of a table: NDJSON has all four in one file.
const members = (file, table) => Object.keys(JSON.parse(
	readFileSync(file, 'utf8').split('\n').find(
		(line) => line.startsWith(`{"table":"${table}",`))));

const from = {
	csv: (name, table) => `SELECT * FROM read_csv('${work}/${name}-${table}` +
		`.csv', header = true, types = ${struct(types[table])}, ` +
		`allow_quoted_nulls = false)`,
	ndjson: (name, table) => {
		const file = `${work}/${name}.ndjson`;
		const columns = members(file, table).map((member) =>
			`CAST("${member}" AS ${types[table]?.[member] ??
				(['term_order', 'position', 'line'].includes(member) ?
					'BIGINT' : 'VARCHAR')}) AS "${member}"`);
		const all = new Set(tables.flatMap((t) => members(file, t)));
		// As text, so that no digit passes through floating point.
		const texts = Object.fromEntries([...all].map((m) => [m, 'VARCHAR']));
		return `SELECT ${columns.join(', ')} FROM read_ndjson('${file}', ` +
			`columns = ${struct(texts)}) WHERE "table" = '${table}'`;
	},
};

let bad = 0;
for (const name of ['real', 'made1', 'made2']) {
	const wanted = JSON.parse(readFileSync(`${work}/${name}.json`, 'utf8'));
	for (const form of ['csv', 'ndjson']) {
		const base = await (await DuckDBInstance.create(':memory:')).connect();
		for (const table of tables)
			await base.run(`CREATE TABLE ${table} AS ` +
				from[form](name, table));
		if (form === 'ndjson')
			await base.run('ALTER TABLE measures ALTER counts TYPE BOOLEAN');
		for (const [what, query] of Object.entries(queries)) {
			const rows = (await base.runAndReadAll(query)).getRowsJson();
			const got = JSON.stringify(rows.map((row) => row.map(String)));
			const want = JSON.stringify(
				wanted[what].map((row) => row.map(String)));

			if (got !== want) {
				console.error(`duckdb: ${name}, ${form}, ${what}:`);
				console.error(`  ${got}\n  ${want}`);
				bad = 1;
			}
		}
	}
}
if (!bad)
	console.log('duckdb: NDJSON and CSV give the totals that are known');
process.exit(bad);
