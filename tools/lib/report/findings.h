/*
 * Findings of one file, for people and for programs.
 */
#ifndef TW_REPORT_FINDINGS_H
#define TW_REPORT_FINDINGS_H

#include "base/buffer.h"

#include "lint/task.h"

/*
 * For people: errors and warnings with their line and a caret, advice once
 * for each id, notes in one line each. Safe to show.
 */
void tw_findings_text(struct tw_buffer *out, const struct tw_judged *judged,
	bool color);

/* "path:line:column: error: message; hint [id]", a line each. Safe to show. */
void tw_findings_gcc(struct tw_buffer *out, const struct tw_judged *judged);

/* Objects of the JSON array "findings", with a comma before each. */
void tw_findings_json(struct tw_buffer *out, const struct tw_judged *judged);

/*
 * Results of SARIF 2.1.0, with a comma before each; what stands before the
 * first, the rules among it, and behind the last.
 */
void tw_findings_sarif(struct tw_buffer *out, const struct tw_judged *judged);
void tw_sarif_open(struct tw_buffer *out);
#define TW_SARIF_CLOSE "\n]}]}\n"

/* Objects of GitLab's code quality report, with a comma before each. */
void tw_findings_gitlab(struct tw_buffer *out,
	const struct tw_judged *judged);

/*
 * A test suite of JUnit's XML: an error is a test that failed, and so is a
 * warning if `strict`; a file without findings is a test that passed.
 */
void tw_findings_junit(struct tw_buffer *out, const struct tw_judged *judged,
	bool strict);
#define TW_JUNIT_OPEN "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
	"<testsuites name=\"termwise lint\">\n"
#define TW_JUNIT_CLOSE "</testsuites>\n"

/*
 * Workflow commands of GitHub, which shows ten of each severity in a step:
 * the first ones of each file, for tw_github_take.
 */
void tw_findings_github(struct tw_buffer *out,
	const struct tw_judged *judged);

/* The most important of all, in the order of the files. */
enum { TW_GITHUB_MOST = 10, TW_GITHUB_RANKS = 4 };
struct tw_github {
	struct tw_buffer ranks[TW_GITHUB_RANKS];
	size_t count[TW_GITHUB_RANKS];
};

/* Takes what tw_findings_github made; false without memory. */
bool tw_github_take(struct tw_github *github, struct tw_view commands);

/*
 * Appends the commands: of each severity ten, or nine and how many more of
 * the `tally` (by enum tw_severity) there are. Gives back what `github` took.
 */
void tw_github_end(struct tw_buffer *out, struct tw_github *github,
	const size_t *tally);

#endif
