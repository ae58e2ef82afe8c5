// What the pages use of htm, for `tsc --checkJs`.
type Tag<R> = (strings: TemplateStringsArray, ...values: unknown[]) => R;
declare const htm: { bind<R>(h: (type: any, props: any, ...children: any[]) => R): Tag<R> };
export default htm;
