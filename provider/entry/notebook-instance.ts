import { toDynamicProvider } from "../engine/dynamic-provider";
import { notebookInstance } from "../notebook-instance/handler";

export = toDynamicProvider(notebookInstance);
