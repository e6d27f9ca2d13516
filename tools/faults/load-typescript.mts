import { createRequire } from "node:module";
import { transformFileSync } from "@swc/core";

interface CommonJsModule {
	_compile(code: string, path: string): void;
}

/**
 * Loads TypeScript as jest does here: compiled by swc to CommonJS, imports without an ending. Node alone would take
 * neither the imports nor parameter properties.
 */
export function loadTypeScript<Exports>(path: string): Exports {
	const require = createRequire(import.meta.url);
	require.extensions[".ts"] = (module: unknown, file: string) => {
		const jsc = { target: "es2023", parser: { syntax: "typescript" } } as const;
		const { code } = transformFileSync(file, { jsc, module: { type: "commonjs", ignoreDynamic: false } });
		(module as CommonJsModule)._compile(code, file);
	};
	return require(path) as Exports;
}
