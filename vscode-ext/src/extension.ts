/**
 * sansync in VS Code. The findings, hovers and fixes come from `@sansync/plugin`, which the manifest puts into the TypeScript server; what is here shows what the plugin knows about suspension and emitted code, and looks
 * into running programs. No rule and no analysis of its own.
 */
import * as vscode from "vscode";
import { registerCommands } from "./commands";
import { EmittedCode } from "./emitted";
import { DebugSessions } from "./inspect/debug-sessions";
import { GoroutineView } from "./inspect/goroutine-view";
import { Programs } from "./inspect/programs";
import { registerTimeline } from "./inspect/timeline";
import { registerPluginSettings } from "./plugin-settings";
import { Status } from "./status";
import { SuspensionPoints } from "./suspension-points";
import { registerTasks } from "./tasks";

/** Everything, for the tests in the host. */
export interface Parts { readonly points: SuspensionPoints; readonly programs: Programs; readonly view: GoroutineView }

export function activate(context: vscode.ExtensionContext): Parts {
  const points = new SuspensionPoints(context), programs = new Programs(context), sessions = new DebugSessions(context, programs), view = new GoroutineView(context, programs);
  new EmittedCode(context);
  new Status(context, points, programs);
  registerPluginSettings(context);
  registerCommands(context, sessions);
  registerTasks(context);
  registerTimeline(context, programs);
  return { points, programs, view };
}
