import { toDynamicProvider } from "../dynamic-provider";
import { notebook } from "../../../resources/notebook/handler";

export = toDynamicProvider(notebook);
