import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const HEARTBEAT_MS = 5_000;
const SILENT_MS = 60_000;

/**
 * Does `work` while holding the lock file at `path`; the second caller waits. A lock outlives its holder only
 * until the next one comes: on this machine a holder is dead when its process is, on another one (a shared home
 * directory, a container) when the file was not touched for a minute.
 *
 * @param {string} path where the lock file is; its folder must exist
 * @param {() => unknown} work
 * @param {(seconds: number) => void} [waiting] told at once and every five seconds while somebody else has the lock
 */
export async function withLock(path, work, waiting) {
	await take(path, waiting);
	const release = () => remove(path);
	const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS).unref();
	process.once("exit", release);
	try {
		return await work();
	} finally {
		process.off("exit", release);
		clearInterval(heartbeat);
		release();
	}
}

/**
 * Where the lock for something done inside the repository at `root` is kept: outside of it, because `npm ci` empties
 * node_modules, and one for every user, because nobody can remove another's file in the temporary folder.
 *
 * @param {string} root
 * @param {string} what
 */
export function lockOf(root, what) {
	const key = createHash("sha256").update(root).digest("hex").slice(0, 12);
	return join(tmpdir(), `pulumi-modelarts-${userInfo().uid}-${key}-${what}.lock`);
}

async function take(path, waiting) {
	const since = Date.now();
	let toldAt = -Infinity;
	for (;;) {
		try {
			writeFileSync(path, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: "wx" });
			return;
		} catch (error) {
			if (error.code !== "EEXIST") throw error;
		}
		if (isAbandoned(path)) removeAbandoned(path);
		else {
			if (Date.now() - toldAt >= HEARTBEAT_MS) {
				toldAt = Date.now();
				waiting?.(Math.round((toldAt - since) / 1000));
			}
			await sleep(200);
		}
	}
}

function isAbandoned(path) {
	try {
		const untouched = Date.now() - statSync(path).mtimeMs;
		const holder = readHolder(path);
		// Empty is what the file is between being opened and being written.
		if (!holder) return untouched > HEARTBEAT_MS;
		if (holder.host !== hostname()) return untouched > SILENT_MS;
		return !isAlive(holder.pid);
	} catch (error) {
		if (error.code === "ENOENT") return false;
		throw error;
	}
}

/** Two who find the same abandoned lock must not remove each other's new one: looking again and removing is one step. */
function removeAbandoned(path) {
	const removing = `${path}.removing`;
	try {
		mkdirSync(removing);
	} catch {
		if (age(removing) > HEARTBEAT_MS) attempt(() => rmdirSync(removing));
		return;
	}
	try {
		if (isAbandoned(path)) remove(path);
	} finally {
		attempt(() => rmdirSync(removing));
	}
}

function readHolder(path) {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}

function age(path) {
	try {
		return Date.now() - statSync(path).mtimeMs;
	} catch {
		return 0;
	}
}

function touch(path) {
	const now = new Date();
	attempt(() => utimesSync(path, now, now));
}

function remove(path) {
	attempt(() => unlinkSync(path));
}

function attempt(action) {
	try {
		action();
	} catch {
		// Somebody else was quicker.
	}
}
