import type { Handler, Properties } from "../../provider/lifecycle";

/** The inputs of a new resource as the engine would hand them to `create`. */
export function checkNew<Inputs extends object, Outputs extends Inputs>(
	handler: Handler<Inputs, Outputs>,
	program: Properties,
): Inputs {
	const identity = `bench:simulated:${String(program.name)}#${Buffer.from(String(program.name)).toString("hex").padEnd(20, "0").slice(0, 20)}`;
	const { inputs, complaints } = handler.check(undefined, { ...program, identity }, () => ({}));
	if (complaints.length > 0)
		throw new Error(complaints.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
	return inputs as Inputs;
}
