import { toDynamicProvider } from "../dynamic-provider";
import { notebookImage } from "../../../resources/notebook-image/handler";

export = toDynamicProvider(notebookImage);
