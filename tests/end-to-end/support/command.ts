import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { startProgram } from "../../support/programs";

export interface Finished {
	/** Null when it was killed. */
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
	/** From start to end. */
	readonly seconds: number;
}

/** A running command. */
export interface Running {
	readonly pid: number;
	readonly finished: Promise<Finished>;
	/** Its output so far, both streams in order of arrival. */
	readonly output: () => string;
	/** To this process alone, as `kill` does, not to its group, as a terminal does. */
	signal(name: NodeJS.Signals): void;
}

/** @param input for its standard input; without one it has none */
export function startCommand(
	command: string,
	args: string[],
	cwd: string,
	env: NodeJS.ProcessEnv,
	input?: string,
): Running {
	const start = Date.now();
	const child = startProgram(command, args, { cwd, env, stdin: input });
	const said = { stdout: "", stderr: "", all: "" };
	for (const stream of ["stdout", "stderr"] as const) {
		child[stream].on("data", (text: string) => {
			said[stream] += text;
			said.all += text;
		});
	}

	const finished = (async (): Promise<Finished> => {
		const closed = once(child, "close");
		const [code] = (await once(child, "exit")) as [number | null];
		// A provider that outlives a killed CLI holds the pipes.
		await (code === null ? Promise.race([closed, sleep(300)]) : closed);
		return { code, stdout: said.stdout, stderr: said.stderr, seconds: (Date.now() - start) / 1000 };
	})();
	finished.catch(() => {});
	return {
		pid: child.pid ?? 0,
		finished,
		output: () => said.all,
		signal: (name) => void child.kill(name),
	};
}
