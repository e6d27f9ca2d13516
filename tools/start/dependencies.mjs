import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lockOf, withLock } from "./lock.mjs";

/**
 * Runs `npm ci` in the repository when node_modules is not what package-lock.json says. All that npm prints goes to
 * standard error: standard output belongs to the command that is started.
 *
 * @param {string} root
 */
export async function installDependencies(root) {
	if (!whyInstall(root)) return;
	const waiting = (seconds) => say(`another process installs the dependencies, waiting (${seconds} s)`);
	await withLock(
		lockOf(root, "install"),
		async () => {
			// The previous holder of the lock has installed them.
			const reason = whyInstall(root);
			if (!reason) return;
			say(`${reason}: running npm ci`);
			await runNpmCi(root);
			const still = whyInstall(root);
			if (still) throw new Error(`npm ci ended well, but ${still}. ${ADVICE}`);
		},
		waiting,
	);
}

const ADVICE =
	"Is npm told to ignore install scripts or optional dependencies (`npm config list`)? Switch that off here.";

/**
 * Says why the dependencies must be installed, or nothing when they are as package-lock.json has them. Contents are
 * compared, with the list npm itself leaves in node_modules when it has finished: times would say "older" after every
 * checkout, and a list of our own would not know that somebody ran `npm install`.
 *
 * @param {string} root
 * @returns {string | undefined}
 */
export function whyInstall(root) {
	const listed = join(root, "node_modules", ".package-lock.json");
	if (!existsSync(listed)) return "node_modules is missing";
	const expected = readPackages(join(root, "package-lock.json"));
	const installed = readPackages(listed);
	for (const [path, entry] of Object.entries(expected)) {
		// The root is not listed; what is optional may be for another platform.
		if (path === "" || (entry.optional && !installed[path])) continue;
		if (!isSame(entry, installed[path])) return `node_modules is older than package-lock.json (${path})`;
	}
	const extra = Object.keys(installed).find((path) => !expected[path]);
	if (extra) return `node_modules is older than package-lock.json (${extra} has gone)`;
	if (!existsSync(join(root, "node_modules", ".bin", "node"))) return "node_modules/.bin/node is missing";
	return undefined;
}

function isSame(expected, installed) {
	return (
		installed !== undefined &&
		expected.version === installed.version &&
		expected.integrity === installed.integrity &&
		expected.link === installed.link
	);
}

function readPackages(path) {
	try {
		return JSON.parse(readFileSync(path, "utf8")).packages ?? {};
	} catch {
		return {};
	}
}

function runNpmCi(root) {
	const command = ["ci", "--include=dev", "--loglevel=error", "--no-audit", "--no-fund"];
	return new Promise((resolve, reject) => {
		// Both of npm's streams end up on our standard error.
		const child = spawn("npm", command, { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
		child.on("error", (error) => reject(new Error(`npm could not be started (${error.message}). Install npm.`)));
		child.on("exit", (code, signal) => {
			if (code === 0) resolve(undefined);
			else reject(new Error(`npm ci failed (${signal ?? `exit code ${code}`}); its own message is above.`));
		});
	});
}

function say(text) {
	process.stderr.write(`${text}\n`);
}
