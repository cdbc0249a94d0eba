/** Inlay hints: a word behind each name whose call may suspend. */
import { suspensionPoints } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import type { Editor } from "./editor";
import { placeSoon } from "./pauses";

const words = { blocking: "suspends", dynamic: "may suspend", preemptible: "may be stopped" } as const;

export function hints(editor: Editor, base: ts.InlayHint[], fileName: string, { start, length }: ts.TextSpan): ts.InlayHint[] {
  const { ts, settings: { inlayHints } } = editor;
  const place = inlayHints === "off" ? undefined : placeSoon(editor, fileName);
  if (place?.plan === undefined) return base;
  const own = suspensionPoints(ts, place.analysis, place.plan, inlayHints === "all" ? "preemptible" : "blocking").filter((p) => start <= p.end && p.end <= start + length);
  return [...base, ...own.map((p): ts.InlayHint => ({ text: words[p.effect], position: p.end, kind: ts.InlayHintKind.Parameter, whitespaceBefore: true, whitespaceAfter: p.kind === "loop" }))];
}
