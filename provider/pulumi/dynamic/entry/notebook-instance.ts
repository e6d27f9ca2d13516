import { toDynamicProvider } from "../dynamic-provider";
import { notebookInstance } from "../../../resources/notebook-instance/handler";

export = toDynamicProvider(notebookInstance);
