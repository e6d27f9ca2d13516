import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parse } from "yaml";
import { runProgram } from "../../support/programs";
import { cliEnvironment, root } from "./cli";
import { startCommand } from "./command";

const RUNNER = join(root, "node_modules", "gitlab-ci-local", "dist", "index.js");

/** A comment of a merge request. */
interface Note {
	readonly id: number;
	body: string;
}

export interface Pipeline {
	/** 0 unless a job failed without `allow_failure`. */
	readonly code: number | null;
	/** `PASS`, `WARN` (failed, with `allow_failure`) or `FAIL`, by the names of the jobs that ran. */
	readonly jobs: Record<string, string>;
	/** All output. */
	readonly log: string;
}

/** A job of the pipeline, as `gitlab-ci-local` reads it. */
interface Job {
	readonly name: string;
	readonly allow_failure: boolean | { readonly exit_codes: readonly number[] };
	readonly variables: Readonly<Record<string, string>>;
	readonly lines: readonly string[];
}

/**
 * GitLab from a pipeline's point of view: `gitlab-ci-local` lists the jobs and their scripts, and a shell runs them;
 * comments go to a server of ours.
 */
export interface GitLab {
	/** The comments of merge request 7. */
	readonly notes: Note[];
	/** Runs the jobs of a pipeline of this source (`push`, `merge_request_event`, `schedule`). */
	runPipeline(source: string, variables: Record<string, string>): Promise<Pipeline>;
	close(): Promise<void>;
}

/** Makes a repository of a folder; `env` is the environment of the jobs. */
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
			const known = { ...given, CI_PIPELINE_SOURCE: source, ...variables };
			const base = { ...cliEnvironment(), ...env };
			return runJobs(await readJobs(folder, known, base), folder, {
				...base,
				...known,
				PATH: `${installStandIn(folder)}:${base.PATH}`,
			});
		},
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

/**
 * Evaluates the pipeline file with these variables by `gitlab-ci-local`. Running the jobs with it as well would take
 * bash and rsync.
 */
async function readJobs(
	folder: string,
	variables: Record<string, string>,
	env: NodeJS.ProcessEnv,
): Promise<readonly Job[]> {
	const given = Object.entries(variables).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
	const ask = async (question: string) => {
		const known = ["--ignore-predefined-vars", "CI_API_V4_URL,CI_PIPELINE_SOURCE", "--no-color"];
		const running = startCommand("node", [RUNNER, question, ...known, ...given], folder, env);
		const { code, stdout, stderr } = await running.finished;
		if (code !== 0) throw new Error(`gitlab-ci-local ${question} ended with ${code}:\n${stdout}${stderr}`);
		return stdout;
	};
	const listed = JSON.parse(await ask("--list-json")) as (Pick<Job, "name" | "allow_failure"> & { when: string })[];
	const written = parse(await ask("--preview")) as Record<string, unknown> & {
		variables: Job["variables"];
		stages: string[];
	};
	const definitionOf = (name: string) =>
		written[name] as { stage: string; variables?: object; before_script?: string[]; script: string[] };
	return listed
		.filter(({ when }) => when === "on_success")
		.map(({ name, allow_failure }) => ({ name, allow_failure, ...definitionOf(name) }))
		.sort((one, other) => written.stages.indexOf(one.stage) - written.stages.indexOf(other.stage))
		.map(({ name, allow_failure, variables, before_script = [], script }) => ({
			name,
			allow_failure,
			variables: { ...written.variables, ...variables },
			lines: [...before_script, ...script],
		}));
}

/** Sequentially, until a job fails without `allow_failure`. The project's settings override the file, as in GitLab. */
async function runJobs(jobs: readonly Job[], folder: string, env: NodeJS.ProcessEnv): Promise<Pipeline> {
	const results: Record<string, string> = {};
	let log = "";
	for (const { name, allow_failure, variables, lines } of jobs) {
		const expanded = Object.entries(variables).map(([variable, value]) => [
			variable,
			value.replace(/\$(\w+)/g, (_all, other: string) => env[other] ?? ""),
		]);
		const own = Object.fromEntries(expanded) as Record<string, string>;
		const running = startCommand("sh", ["-e", "-c", lines.join("\n")], folder, { ...own, ...env });
		const { code } = await running.finished;
		log += running.output();
		const isAllowed =
			typeof allow_failure === "boolean" ? allow_failure : allow_failure.exit_codes.includes(code ?? -1);
		results[name] = code === 0 ? "PASS" : isAllowed ? "WARN" : "FAIL";
		if (results[name] === "FAIL") return { code: 1, log, jobs: results };
	}
	return { code: 0, log, jobs: results };
}

function makeRepository(folder: string): void {
	const git = (...args: string[]) => runProgram("git", args, { cwd: folder });
	git("init", "--initial-branch", "main");
	git("remote", "add", "origin", "git@gitlab.invalid:ml/gitops.git");
	git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
	git("add", "--all");
	git("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--message", "The first");
}

/** The packages are present: `npm ci` has nothing to do, and sends no request to a registry. */
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
