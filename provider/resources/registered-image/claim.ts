import type { RegisteredImageResponse } from "../../services/modelarts/images";
import type { Candidate } from "../../lifecycle/create-safety/decide";
import { adviseOnUnmanaged, describeUnmanaged } from "../../lifecycle/create-safety/explain-obstacle";

/**
 * An image that an attempt of a create may have registered.
 *
 * @param differences inputs that differ
 */
export function toCandidate(
	found: RegisteredImageResponse,
	differences: readonly string[] = [],
): Candidate<RegisteredImageResponse> {
	const { description, create_at: createdAt, status = "" } = found;
	const hasFailed = ["CREATE_FAILED", "ERROR"].includes(status);
	return { found, description, createdAt, hasName: true, hasFailed, differences };
}

/** The service does not tell who registered it. */
export function explainConflict(
	path: string,
	found: RegisteredImageResponse | undefined,
	refusal = "it cannot be seen",
): string {
	const which = found ? ` (image ${describeUnmanaged({ id: found.id, createdAt: found.create_at })})` : "";
	return (
		`The path ${path} is registered already${which}, and that was not touched: ${refusal}. ` +
		`Choose another path or delete that registration${adviseOnUnmanaged(found)}`
	);
}
