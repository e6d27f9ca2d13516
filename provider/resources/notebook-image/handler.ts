import type { Handler, Properties, Session } from "../../lifecycle/contract";
import { createHandler } from "../../lifecycle/create-handler";
import { recordDeclaredPath } from "../registered-image/declared-paths";
import { type Inputs, notebookImage as definition, type Outputs, pathOf } from "./definition";
import type * as Operations from "./operations";

export const notebookImage: Handler<Inputs, Outputs> = createHandler<Inputs, Outputs>(
	definition,
	() => (require("./operations") as typeof Operations).operations,
	recordPath,
);

/** Without a tag, the path is not known before the service has chosen one. */
function recordPath({ namespace, name, tag }: Properties, session: Session): void {
	const isText = (value: unknown): value is string => typeof value === "string";
	if (isText(namespace) && isText(name) && isText(tag)) recordDeclaredPath(pathOf({ namespace, name, tag }), session);
}
