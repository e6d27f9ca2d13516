import { customImage } from "../../../resources/custom-image/handler";
import { toDynamicProvider } from "../dynamic-provider";

export = toDynamicProvider(customImage);
