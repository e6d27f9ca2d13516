import type { Existing, Handler } from "../contract";
import { individualize, rebase } from "./resource-identity";
import { computeDigest } from "./digest";

/**
 * A handler whose objects keep the identity of the create that made them.
 *
 * A create draws the random part of its identity, unless `check` could do that already, or it resumes what an interrupted
 * run of this machine has begun and goes on with that one's: it is in the object's name and ownership marker. The inputs in
 * the state keep the identity that `check` has given them, the outputs have the object's. So whatever comes from a program
 * is rebased to the object's identity here, and no kind has to know.
 */
export function withIdentity<Inputs extends object, Outputs extends Inputs>(
	handler: Handler<Inputs, Outputs>,
): Handler<Inputs, Outputs> {
	const { generate } = handler;
	const align = <Given extends object>(given: Given, { outputs }: Existing<Inputs, Outputs>): Given =>
		rebase(given, (outputs as { identity?: unknown }).identity, generate);
	const alignOld = (old: Existing<Inputs, Outputs>) => ({ ...old, inputs: align(old.inputs, old) });

	return {
		...handler,
		diff: (old, news) => handler.diff(alignOld(old), align(news, old)),
		create(inputs, context) {
			const pending = context.intent.read();
			const isDesired = pending?.digest === computeDigest(handler.listReplacing(inputs));
			const { identity } = inputs as { identity?: unknown };
			const own = typeof identity === "string" ? individualize(identity) : identity;
			return handler.create(rebase(inputs, isDesired ? (pending?.identity ?? own) : own, generate), context);
		},
		async read(old, context) {
			const read = await handler.read(alignOld(old), context);
			const { identity } = old.inputs as { identity?: unknown };
			return read && { ...read, inputs: rebase(read.inputs, identity, generate) };
		},
		update: (old, news, context) => handler.update(alignOld(old), align(news, old), context),
		delete: (old, context) => handler.delete(alignOld(old), context),
	};
}
