/**
 * pulumi-modelarts: notebook instances, custom images and cloud images on Huawei Cloud and Open Telekom Cloud.
 *
 * What users import: classes and types, nothing that a preview would have to load in vain.
 */
export { NotebookInstance, type NotebookInstanceArgs } from "./notebook-instance/resource";
export type * from "./notebook-instance/properties";
export { Provider, type ProviderArgs } from "./provider";
