import type { Handler } from "../../lifecycle/contract";
import { createHandler } from "../../lifecycle/create-handler";
import { type Inputs, notebook as definition, type Outputs } from "./definition";
import type * as Operations from "./operations";

export const notebook: Handler<Inputs, Outputs> = createHandler<Inputs, Outputs>(
	definition,
	() => (require("./operations") as typeof Operations).operations,
);
