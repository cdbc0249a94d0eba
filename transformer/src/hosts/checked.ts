/** A source compiled for code that runs at once: errors stop it, in the words and frames of `sansync check`. */
import { frame } from "../cli/report";
import { palette } from "../cli/terminal";
import type { Compiled, Service } from "./service";

/**
 * @param text see Service.compile
 * @returns undefined where TypeScript emits nothing for the file
 * @throws Error whose text is the findings with their code frames, where one is an error; type errors are
 */
export function compileChecked(service: Service, file: string, text?: string): Compiled | undefined {
  const found = service.findings(file, true), p = palette(process.stderr);
  const said = found.map((entry) => frame(entry, service.textOf(file), p)).join("\n\n");
  if (found.some((entry) => entry.severity === "error")) {
    const error = new Error(`${file} does not compile\n\n${said}\n`);
    error.stack = `${error.name}: ${error.message}`;
    throw error;
  }
  if (said !== "") console.error(`${said}\n`);
  return service.compile(file, text);
}

/** The code, with its source map inside. */
export function withMap({ code, map }: Compiled): string {
  return `${code}//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}\n`;
}
