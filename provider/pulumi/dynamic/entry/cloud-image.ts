import { cloudImage } from "../../../resources/cloud-image/handler";
import { toDynamicProvider } from "../dynamic-provider";

export = toDynamicProvider(cloudImage);
