import type { Handler } from "../../lifecycle/contract";
import { createHandler } from "../../lifecycle/create-handler";
import { cloudImage as definition, type Inputs, type Outputs } from "./definition";
import type * as Operations from "./operations";

export const cloudImage: Handler<Inputs, Outputs> = createHandler<Inputs, Outputs>(
	definition,
	() => (require("./operations") as typeof Operations).operations,
);
