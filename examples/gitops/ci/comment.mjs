/**
 * `node ci/comment.mjs preview.txt`: shows a preview as a comment of the merge request, the same one after each push.
 * Settings are those that GitLab gives to a job, and COMMENT_TOKEN, a project token that may write comments.
 */
import { readFileSync } from "node:fs";

const MARK = "<!-- pulumi preview -->";
const LONGEST = 900_000;

const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, CI_COMMIT_SHORT_SHA, COMMENT_TOKEN, STACK } = process.env;
const notes = `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}/merge_requests/${CI_MERGE_REQUEST_IID}/notes`;

const preview = readFileSync(process.argv[2], "utf8").slice(0, LONGEST);
const body = `${MARK}\n**Preview of \`${STACK}\`** at ${CI_COMMIT_SHORT_SHA}\n\n\`\`\`diff\n${asDiff(preview)}\n\`\`\``;
const ours = (await ask("GET", `${notes}?per_page=100`)).find((note) => note.body.startsWith(MARK));
await (ours ? ask("PUT", `${notes}/${ours.id}`, { body }) : ask("POST", notes, { body }));

/** Pulumi indents its signs; a diff is coloured by the first character of a line. */
function asDiff(text) {
	return text.replace(/^( +)([+~-]+)/gm, (_whole, blanks, sign) => `${sign.replace(/~/g, "!")}${blanks}`).trimEnd();
}

async function ask(method, url, content) {
	const headers = { "private-token": COMMENT_TOKEN, "content-type": "application/json" };
	const response = await fetch(url, { method, headers, body: content && JSON.stringify(content) });
	if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
	return response.json();
}
