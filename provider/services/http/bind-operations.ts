import type { Client } from "./client";
import { buildRequest, type Operation, type RequestOptions, type Scope } from "./operation";

/** The functions of a set of operations: each takes its operation's arguments, then options. */
export type BoundOperations<Operations> = {
	readonly [Name in keyof Operations]: Operations[Name] extends Operation<infer Arguments, infer Result>
		? (...parameters: [...Arguments, options?: RequestOptions]) => Promise<Result>
		: never;
};

/** Functions that send the operations' requests. */
export function bindOperations<Operations extends Readonly<Record<string, Operation<never, unknown>>>>(
	client: Client,
	scope: Scope,
	operations: Operations,
): BoundOperations<Operations> {
	const bind = (operation: Operation<never, unknown>) => {
		const count = operation.request.length;
		return async (...parameters: unknown[]) => {
			const request = buildRequest(operation, scope, parameters.slice(0, count) as never);
			const result = await client.request(request, parameters[count] as RequestOptions | undefined);
			return operation.read && result;
		};
	};
	const bound = Object.entries(operations).map(([name, operation]) => [name, bind(operation)]);
	return Object.fromEntries(bound) as BoundOperations<Operations>;
}
