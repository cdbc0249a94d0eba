/** The list of refactorings, and the two questions that editors ask about them. */
import type ts from "typescript/lib/tsserverlibrary";
import { type Editor, nodeAt, placeIn } from "../editor";
import { placeSoon } from "../pauses";
import { textChanges } from "../findings";
import { asyncToBlocking } from "./async-to-blocking";
import { callbackToChannel } from "./callback-to-channel";
import { extractGoroutine } from "./extract-goroutine";
import { loopToGroup } from "./loop-to-group";
import { promiseChain } from "./promise-chain";
import { type Refactor, Refused, type Selection, selectionOf } from "./refactor";

export const refactors: readonly Refactor[] = [asyncToBlocking, promiseChain, callbackToChannel, loopToGroup, extractGoroutine];

/** All of ours stand under this name in the menu. */
export const group = "sansync";

function selected(editor: Editor, fileName: string, range: number | ts.TextRange, placeOf: typeof placeIn): Selection | undefined {
  const place = editor.settings.refactors ? placeOf(editor, fileName) : undefined;
  return place?.plan === undefined ? undefined : selectionOf(editor, place, range, (position) => nodeAt(editor, place.file, position));
}

export function applicable(editor: Editor, base: ts.ApplicableRefactorInfo[], fileName: string, range: number | ts.TextRange, preferences: ts.UserPreferences | undefined, kind?: string): ts.ApplicableRefactorInfo[] {
  const wanted = refactors.filter((r) => kind === undefined || r.kind === kind || r.kind.startsWith(`${kind}.`)), at = wanted.length === 0 ? undefined : selected(editor, fileName, range, placeSoon);
  if (at === undefined) return base;
  const actions = wanted.flatMap((r): ts.RefactorActionInfo[] => {
    const found = r.find(at), own = { name: r.name, description: r.description, kind: r.kind };
    if (typeof found !== "string") return found === undefined ? [] : [own];
    return preferences?.provideRefactorNotApplicableReason === true ? [{ ...own, notApplicableReason: `Not here: ${found}.` }] : [];
  });
  return actions.length === 0 ? base : [...base, { name: group, description: "sansync", actions }];
}

export function edits(editor: Editor, base: ts.RefactorEditInfo | undefined, fileName: string, range: number | ts.TextRange, refactor: string, action: string): ts.RefactorEditInfo | undefined {
  if (refactor !== group) return base;
  const at = selected(editor, fileName, range, placeIn), found = at === undefined ? undefined : refactors.find((r) => r.name === action)?.find(at);
  if (found === undefined) return undefined;
  if (typeof found === "string") return refused(found);
  try {
    return { edits: textChanges(found()) };
  } catch (error) {
    if (error instanceof Refused) return refused(error.message);
    throw error;
  }
}

/** Editors of today show it; older ones see that there is nothing to change. */
function refused(reason: string): ts.RefactorEditInfo {
  return { edits: [], notApplicableReason: `Not here: ${reason}.` } as ts.RefactorEditInfo;
}
