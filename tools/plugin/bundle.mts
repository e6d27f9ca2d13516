import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { root } from "../build/root.mts";

const dist = join(root, "dist", "pulumi");
/** From inside the SDK its own gRPC and protobuf are found, not another version of them. */
const sdk = join(root, "node_modules", "@pulumi", "pulumi");

/**
 * Writes the built plugin as one file that needs nothing but Node: with the modules of the Pulumi SDK that it uses, its
 * other dependencies, and the package schema.
 */
export async function bundlePlugin(outfile: string): Promise<void> {
	await build({
		entryPoints: [join(dist, "plugin", "main.js")],
		outfile,
		bundle: true,
		platform: "node",
		target: "node22",
		format: "cjs",
		minifySyntax: true,
		minifyWhitespace: true,
		legalComments: "inline",
		logLevel: "warning",
		plugins: [
			replace(/dynamic[\\/]pulumi-internals\.js$/, writeInternals()),
			replace(/package-files\.js$/, writeFiles()),
		],
	});
}

/** Replaces a module that looks for files of packages. */
function replace(filter: RegExp, contents: string): Plugin {
	return {
		name: `replace ${filter.source}`,
		setup: (bundler) => bundler.onLoad({ filter }, () => ({ contents, loader: "js", resolveDir: sdk })),
	};
}

/** The modules of the SDK under the names that the sources load them by. */
function writeInternals(): string {
	const modules = listSdkModules().map((name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(name)})`);
	return `
		const modules = { ${modules.join(", ")} };
		exports.useInstalledSdk = () => {};
		exports.loadFromSdk = (name) => modules[name]?.();
		exports.bestEffort = (attempt) => { try { attempt(); } catch {} };`;
}

function listSdkModules(): string[] {
	const files = ["plugin", "dynamic"].flatMap((folder) =>
		readdirSync(join(dist, folder))
			.filter((file) => file.endsWith(".js"))
			.map((file) => readFileSync(join(dist, folder, file), "utf8")),
	);
	const names = files.flatMap((text) =>
		[...text.matchAll(/\bload(?:FromSdk\))?\(\s*"([^"]+)"/g)].map(([, name = ""]) => name),
	);
	return [...new Set(names)].sort();
}

function writeFiles(): string {
	const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
	// Without the white space that is for people.
	const schema = JSON.stringify(JSON.parse(readFileSync(join(root, "schema.json"), "utf8")));
	return `
		exports.readSchema = () => ${JSON.stringify(schema)};
		exports.readVersion = () => ${JSON.stringify(version)};`;
}
