// Loads pages in headless Chromium, as people do: at the sizes of a phone, a
// laptop and paper, light and dark. Nothing may run, be fetched, or be cut,
// and axe-core may find nothing. Of hostile records most pages are looked at
// once, by what a parser makes of them alone.
//
//   node pages.mjs PACKAGES CHROMIUM FOLDER
//
// PACKAGES is the folder in which playwright-core and axe-core lie; all pages
// below FOLDER are looked at.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [packages, executablePath, folder] = process.argv.slice(2);
const require = createRequire(`${packages}/package.json`);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
	'best-practice'];
const looks = [
	{ width: 360, height: 740, colorScheme: 'light' },
	{ width: 1280, height: 800, colorScheme: 'dark' },
	{ width: 794, height: 1123, colorScheme: 'light', media: 'print' },
];
const ours = new Set(('html head meta title style body main header nav article h1 h2 ' +
	'h3 h4 p br ul li dl dt dd a section table caption thead tbody tr th ' +
	'bdi td figure figcaption div span ins del svg line rect circle polyline ' +
	'path text desc').split(' '));
let failed = 0;

const complain = (file, look, what) => {
	failed++;
	console.log(`pages: ${file} (${look.width}, ${look.media ??
		look.colorScheme}): ${what}`);
};

// What stands on the page once a real parser has read it.
const inspect = () => ({
	hit: window.hit,
	tags: [...new Set([...document.querySelectorAll('*')].map(
		(e) => e.localName))],
	handlers: [...document.querySelectorAll('*')].flatMap((e) =>
		e.getAttributeNames()).filter((n) => /^on|^style$|^src/.test(n)),
	links: [...document.querySelectorAll('[href]')].map(
		(e) => e.getAttribute('href')).filter((h) => /^[a-z]+:|^\/\//i.test(h)),
	wide: document.documentElement.scrollWidth - window.innerWidth,
	styled: getComputedStyle(document.body).maxWidth,
});

const browser = await chromium.launch({ executablePath,
	args: ['--no-sandbox'] });
const files = readdirSync(folder, { recursive: true }).filter(
	(name) => name.endsWith('.html')).sort();
for (const [number, file] of files.entries()) {
	const whole = !file.startsWith('hostile') || number % 16 === 0;

	for (const look of whole ? looks : looks.slice(0, 1)) {
		const page = await browser.newPage({ viewport: look,
			colorScheme: look.colorScheme, bypassCSP: false });
		page.on('request', (request) => {
			if (request.url() !== `file://${resolve(folder, file)}`)
				complain(file, look, `asks for ${request.url()}`);
		});
		page.on('dialog', (dialog) => dialog.dismiss());
		if (look.media)
			await page.emulateMedia({ media: look.media });
		await page.goto(`file://${resolve(folder, file)}`);
		const seen = await page.evaluate(inspect);
		if (seen.hit)
			complain(file, look, 'something ran');
		for (const tag of seen.tags)
			if (!ours.has(tag))
				complain(file, look, `<${tag}>`);
		for (const what of [...seen.handlers, ...seen.links])
			complain(file, look, what);
		if (seen.wide > 0)
			complain(file, look, `${seen.wide} pixels too wide`);
		if (seen.styled === 'none' && !look.media)
			complain(file, look, 'the style sheet is not let in');
		if (whole)
			await page.evaluate(axe);
		const found = whole ? await page.evaluate((run) =>
			window.axe.run({ runOnly: run }), tags) :
			{ violations: [] };
		for (const v of found.violations)
			complain(file, look, `${v.id}: ${v.help}: ` +
				v.nodes[0].html.slice(0, 200));
		await page.close();
	}
}
await browser.close();
if (files.length < 20) {
	failed++;
	console.log(`pages: only ${files.length} pages to look at`);
}
console.log(`pages: ${files.length} pages, ${failed} faults`);
process.exit(failed ? 1 : 0);
