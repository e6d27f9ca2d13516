import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { cliEnvironment, root } from "./cli";
import { startCommand } from "./command";

const RUNNER = join(root, "node_modules", "gitlab-ci-local", "dist", "index.js");

/** A comment of a merge request. */
interface Note {
	readonly id: number;
	body: string;
}

export interface Pipeline {
	/** 0 unless a job has failed that may not. */
	readonly code: number | null;
	/** `PASS`, `WARN` (failed, and may) or `FAIL`, by the names of the jobs that were run. */
	readonly jobs: Record<string, string>;
	/** Everything that was printed. */
	readonly log: string;
}

/** GitLab as a pipeline sees it: jobs are really run, by `gitlab-ci-local`; comments go to a server of ours. */
export interface GitLab {
	/** The comments of merge request 7. */
	readonly notes: Note[];
	/** Runs the jobs that a pipeline of this source (`push`, `merge_request_event`, `schedule`) has. */
	runPipeline(source: string, variables: Record<string, string>): Promise<Pipeline>;
	close(): Promise<void>;
}

/** Makes a repository of a folder; `env` is what jobs find in their environment. */
export async function openGitLab(folder: string, env: Record<string, string>): Promise<GitLab> {
	makeRepository(folder);
	const notes: Note[] = [];
	const server = createServer((request, response) => {
		void answerNotes(notes, request).then((answer) => response.end(JSON.stringify(answer)));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	const given = {
		CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`,
		CI_MERGE_REQUEST_IID: "7",
		COMMENT_TOKEN: "comment-token",
	};

	return {
		notes,
		runPipeline: async (source, variables) => {
			const all = { ...given, CI_PIPELINE_SOURCE: source, ...variables };
			const options = Object.entries(all).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
			const known = [
				"--ignore-predefined-vars",
				"CI_API_V4_URL,CI_PIPELINE_SOURCE",
				"--force-shell-executor",
				"--no-color",
			];
			const base = cliEnvironment();
			const jobEnv = { ...base, ...env, PATH: `${installStandIn(folder)}:${base.PATH}` };
			const { code, stdout, stderr } = await startCommand("node", [RUNNER, ...known, ...options], folder, jobEnv)
				.finished;
			const log = stdout + stderr;
			const results = [...log.matchAll(/^ (PASS|WARN|FAIL) +(\S+)/gm)];
			return { code, log, jobs: Object.fromEntries(results.map(([, result, job]) => [job, result])) };
		},
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

function makeRepository(folder: string): void {
	const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, stdio: "ignore" });
	git("init", "--initial-branch", "main");
	git("remote", "add", "origin", "git@gitlab.invalid:ml/gitops.git");
	git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
	git("add", "--all");
	git("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--message", "The first");
}

/** The packages are there already: `npm ci` has nothing to do, and no registry to ask. */
function installStandIn(folder: string): string {
	const bin = join(folder, ".git", "bin");
	mkdirSync(bin, { recursive: true });
	writeFileSync(join(bin, "npm"), '#!/bin/sh\n[ "$1" = ci ]\n');
	chmodSync(join(bin, "npm"), 0o755);
	return bin;
}

async function answerNotes(notes: Note[], request: IncomingMessage): Promise<unknown> {
	let text = "";
	for await (const chunk of request) text += String(chunk);
	if (request.headers["private-token"] !== "comment-token") return { message: "401 Unauthorized" };
	if (request.method === "GET") return notes;
	const { body } = JSON.parse(text) as { body: string };
	const id = Number(/notes\/(\d+)$/.exec(request.url ?? "")?.[1]);
	const known = notes.find((note) => note.id === id);
	if (known) known.body = body;
	else notes.push({ id: notes.length + 1, body });
	return known ?? notes.at(-1);
}
