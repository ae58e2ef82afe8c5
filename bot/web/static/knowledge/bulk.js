import { act } from "../shared/act.js";
import { t, tn } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { bulk, readArticle, saveDraft, undoVersion } from "./api.js";
import { NOTHING } from "./selection.js";

/** @typedef {"publish" | "remove" | "category" | "tag" | "untag" | "channels" | "audience"} Deed */
/** @typedef {import("./article-list.js").ArticleList} ArticleList */

const MOST = 500; // articles in one request

/**
 * Does the same to several articles, says how many, and why not to the others; can be taken back.
 * @param {ArticleList} list @param {string[]} keys @param {Deed} deed @param {any} value
 */
export async function runBulk(list, keys, deed, value) {
  const drafts = deed === "remove" ? await draftsOf(list, keys) : [];
  const { done, failed, versions } = await inParts(keys, deed, value);
  list.selection.value = NOTHING;
  await list.load({ keep: true });
  const undo = () => void act(async () => {
    for (const [key, version] of Object.entries(versions)) await undoVersion(key, version);
    for (const draft of drafts) await saveDraft(draft, null);
    await list.load({ keep: true });
  });
  const undoable = Object.keys(versions).length > 0 || drafts.length > 0;
  if (done) toast(doneWords(deed, done), undoable ? { label: t("Undo"), run: undo } : undefined);
  if (failed.length) toast(tn("{n} article was left as it is: {why}", "{n} articles were left as they are: {why}", failed.length, { why: t(failed[0].message) }));
}

/** @param {string[]} keys @param {Deed} deed @param {any} value @returns {Promise<import("./types.js").BulkAnswer>} */
async function inParts(keys, deed, value) {
  const sum = /** @type {import("./types.js").BulkAnswer} */ ({ done: 0, failed: [], versions: {} });
  for (let from = 0; from < keys.length; from += MOST) {
    const part = await bulk(keys.slice(from, from + MOST), deed, value);
    sum.done += part.done;
    sum.failed.push(...part.failed);
    Object.assign(sum.versions, part.versions);
  }
  return sum;
}

/** What goes away with the articles, and is not among their versions. @param {ArticleList} list @param {string[]} keys */
async function draftsOf(list, keys) {
  const rows = (list.rows.peek() ?? []).filter(({ key, draft }) => draft && keys.includes(key));
  const standings = await Promise.all(rows.map(({ key }) => readArticle(key)));
  return standings.flatMap(({ draft }) => (draft ? [draft.article] : []));
}

/** @param {Deed} deed @param {number} n */
function doneWords(deed, n) {
  if (deed === "publish") return tn("{n} draft is published.", "{n} drafts are published.", n);
  if (deed === "remove") return tn("{n} article is removed.", "{n} articles are removed.", n);
  return tn("{n} article is changed.", "{n} articles are changed.", n);
}
