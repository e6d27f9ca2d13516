import type { Handler } from "../../lifecycle/contract";
import { createHandler } from "../../lifecycle/create-handler";
import { notebookInstance as definition, type Inputs, type Outputs } from "./definition";
import type * as Operations from "./operations";

export const notebookInstance: Handler<Inputs, Outputs> = createHandler<Inputs, Outputs>(
	definition,
	() => (require("./operations") as typeof Operations).operations,
);
