import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * `node tools/lock-file/complete.mjs`: adds to package-lock.json the packages for other platforms that npm left out.
 *
 * Some packages bring a binary for each platform as an optional dependency. npm leaves out of the lock file those
 * that the registry in use does not have (a mirror may hold only what its users run), and says nothing; `npm ci` then
 * refuses the lock file, on every machine. An entry without a checksum is all it needs: it is installed nowhere but
 * on its own platform.
 */
export function completeLockFile(path) {
	const lock = JSON.parse(readFileSync(path, "utf8"));
	const missing = findMissing(lock.packages);
	if (missing.length === 0) return [];
	const entries = { ...lock.packages };
	for (const { name, version, dev } of missing) {
		const { cpu, libc, os } = platformOf(name);
		// In the order npm writes them, or its next run would change them all.
		entries[`node_modules/${name}`] = { version, cpu, ...(dev && { dev }), ...(libc && { libc }), optional: true, os };
	}
	lock.packages = Object.fromEntries(Object.entries(entries).sort(([a], [b]) => a.localeCompare(b, "en")));
	writeFileSync(path, `${JSON.stringify(lock, null, detectIndent(path))}\n`);
	return missing.map(({ name }) => name);
}

/** The optional dependencies that have no entry. */
export function findMissing(packages) {
	return Object.entries(packages).flatMap(([place, { optionalDependencies = {}, dev }]) =>
		Object.entries(optionalDependencies)
			.filter(([name]) => !placesFrom(place).some((from) => packages[`${from}node_modules/${name}`]))
			.map(([name, version]) => ({ name, version, dev })),
	);
}

/** Where a package looks for its dependencies: in itself, then in each that it is in. */
function placesFrom(place) {
	const places = [""];
	for (let from = place; from; from = from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/")))) {
		places.unshift(`${from}/`);
	}
	return places;
}

/** These packages are named after what they are for: `@swc/core-linux-arm-gnueabihf`. */
function platformOf(name) {
	const found = /(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(name);
	if (!found) throw new Error(`${name} is missing in package-lock.json and does not say which platform it is for.`);
	const [, os, cpu, abi = ""] = found;
	const libc =
		os !== "linux" ? undefined : abi.startsWith("gnu") ? ["glibc"] : abi.startsWith("musl") ? ["musl"] : undefined;
	return { cpu: [cpu], libc, os: [os] };
}

function detectIndent(path) {
	return /^\{\n([ \t]+)/.exec(readFileSync(path, "utf8"))?.[1] ?? "\t";
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	const added = completeLockFile(fileURLToPath(new URL("../../package-lock.json", import.meta.url)));
	console.error(added.length > 0 ? `added to package-lock.json: ${added.join(", ")}` : "package-lock.json is complete");
}
