import type { Operation } from "./operation";

interface Route {
	readonly operation: Operation;
	readonly segments: readonly string[];
}

export interface FoundRoute {
	readonly operation: Operation;
	/** The path parameters, decoded. */
	readonly params: Readonly<Record<string, string>>;
}

/** Finds the operation of a request that comes without a server. A fixed segment of a path wins over a parameter. */
export class Routes {
	private readonly routes: readonly Route[];

	constructor(operations: readonly Operation[]) {
		const routes = operations.map((operation) => ({ operation, segments: operation.path.split("/") }));
		this.routes = routes.sort((a, b) => compareSegments(a.segments, b.segments));
	}

	find(method: string, path: string): FoundRoute | undefined {
		const given = path.split("/");
		const route = this.routes.find(
			({ operation, segments }) =>
				operation.method === method &&
				segments.length === given.length &&
				segments.every((segment, index) => (isParameter(segment) ? given[index] !== "" : segment === given[index])),
		);
		if (!route) return undefined;
		const named = route.segments.flatMap((segment, index) =>
			isParameter(segment) ? [[segment.slice(1), decodeURIComponent(given[index] ?? "")]] : [],
		);
		return { operation: route.operation, params: Object.fromEntries(named) as Record<string, string> };
	}
}

function isParameter(segment: string): boolean {
	return segment.startsWith(":");
}

function compareSegments(a: readonly string[], b: readonly string[]): number {
	const index = a.findIndex((segment, at) => isParameter(segment) !== isParameter(b[at] ?? ""));
	if (index < 0) return 0;
	return isParameter(a[index] ?? "") ? 1 : -1;
}
