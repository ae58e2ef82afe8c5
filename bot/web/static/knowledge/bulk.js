import { act } from "../shared/act.js";
import { t, tn } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { bulk } from "./api.js";
import { NOTHING } from "./selection.js";

/** @typedef {"publish" | "remove" | "category" | "tag" | "untag" | "channels" | "audience"} Deed */

/**
 * Does the same to several articles, says how many, and why not to the others; can be taken back.
 * @param {import("./article-list.js").ArticleList} list @param {string[]} keys @param {Deed} deed @param {any} value
 */
export async function runBulk(list, keys, deed, value) {
  const { done, failed } = await bulk(keys, deed, value);
  list.selection.value = NOTHING;
  await list.load({ keep: true });
  const refused = new Set(failed.map(({ key }) => key));
  const undo = () => void act(async () => {
    await bulk(keys.filter((key) => !refused.has(key)), "undo");
    await list.load({ keep: true });
  });
  if (done) toast(doneWords(deed, done), { label: t("Undo"), run: undo });
  if (failed.length) toast(tn("{n} article was left as it is: {why}", "{n} articles were left as they are: {why}", failed.length, { why: t(failed[0].message) }));
}

/** @param {Deed} deed @param {number} n */
function doneWords(deed, n) {
  if (deed === "publish") return tn("{n} draft is published.", "{n} drafts are published.", n);
  if (deed === "remove") return tn("{n} article is removed.", "{n} articles are removed.", n);
  return tn("{n} article is changed.", "{n} articles are changed.", n);
}
