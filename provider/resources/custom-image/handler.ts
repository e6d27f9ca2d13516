import type { Handler } from "../../lifecycle/contract";
import { createHandler } from "../../lifecycle/create-handler";
import { recordDeclaredPath } from "../registered-image/declared-paths";
import { customImage as definition, type Inputs, type Outputs } from "./definition";
import type * as Operations from "./operations";

export const customImage: Handler<Inputs, Outputs> = createHandler<Inputs, Outputs>(
	definition,
	() => (require("./operations") as typeof Operations).operations,
	({ swrPath }, session) => recordDeclaredPath(swrPath, session),
);
