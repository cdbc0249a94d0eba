/**
 * The settings of the plugin (`@sansync/plugin`, README) as settings of VS Code. The extension shows suspension points itself, so the plugin's own hints are off.
 */
import * as vscode from "vscode";

const NAMES = ["diagnostics", "severity", "hover", "completions", "refactors"] as const;

interface TypeScriptFeatures { getAPI(version: 0): { configurePlugin(name: string, configuration: object): void } | undefined }

export function registerPluginSettings(context: vscode.ExtensionContext): void {
  const configure = async (): Promise<void> => {
    const typescript = vscode.extensions.getExtension<TypeScriptFeatures | undefined>("vscode.typescript-language-features"), settings = vscode.workspace.getConfiguration("sansync");
    await typescript?.activate();
    typescript?.exports?.getAPI?.(0)?.configurePlugin("@sansync/plugin", { ...Object.fromEntries(NAMES.map((name) => [name, settings.get(name)])), inlayHints: "off" });
  };
  context.subscriptions.push(vscode.workspace.onDidChangeConfiguration((e) => { if (NAMES.some((name) => e.affectsConfiguration(`sansync.${name}`))) void configure(); }));
  void configure();
}
