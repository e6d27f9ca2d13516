import { spawn } from "node:child_process";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** npm hands on what the terminal has already sent to all of us: the same signal again within this time is an echo. */
const ECHO_MS = 500;

/**
 * Lets signals reach `child` exactly once each. Pulumi takes a second Ctrl-C as "stop at once and lose what is under
 * way", so neither dropping nor doubling will do. Ctrl-C in a terminal goes to the whole process group, child included;
 * `kill <our pid>` goes to us alone, and must be handed on. Node cannot tell which it was; the canary can: a process of
 * our group that does nothing, and dies of the signal if the group got it.
 *
 * @param {import("node:child_process").ChildProcess} child
 */
export function relaySignals(child) {
	let canary = startCanary();
	let last = { signal: "", at: 0 };

	const relay = async (signal) => {
		const echo = last.signal === signal && Date.now() - last.at < ECHO_MS;
		if (echo) return;
		last = { signal, at: Date.now() };
		const groupGotIt = await canary.diesWithin(100);
		if (groupGotIt) canary = startCanary();
		else child.kill(signal);
	};

	for (const signal of SIGNALS) process.on(signal, relay);
	child.once("exit", () => {
		for (const signal of SIGNALS) process.off(signal, relay);
		canary.stop();
	});
}

function startCanary() {
	// It reads from us, so that it ends with us however we end.
	const canary = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
	const dead = new Promise((resolve) => {
		canary.once("exit", () => resolve(true));
		canary.once("error", () => resolve(false));
	});
	canary.stdin.on("error", () => undefined);
	canary.unref();
	canary.stdin.unref?.();
	return {
		diesWithin: (ms) => Promise.race([dead, new Promise((resolve) => setTimeout(() => resolve(false), ms))]),
		stop: () => canary.kill("SIGKILL"),
	};
}
