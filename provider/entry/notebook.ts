import { toDynamicProvider } from "../engine/dynamic-provider";
import { notebook } from "../notebook/handler";

export = toDynamicProvider(notebook);
