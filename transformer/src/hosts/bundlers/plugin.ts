/**
 * The plugin of all bundlers, by unplugin: each TypeScript module is compiled by a service over the tsconfig that lists it (hosts/service.ts), so colours are those of the whole program, and the bundler
 * gets JavaScript with a source map. It comes before what else compiles TypeScript there.
 *
 * What an edit changes elsewhere: bundlers that watch ask again for each module one of whose dependencies changed, since those are named as its watched files, and the service takes in all changes before
 * the first module of a build. What is cached on disk (webpack) depends on the same files; Vitest's cache, which knows none, is told to leave these modules out. Vite's server transforms an importer of an edited module
 * not again, it only renews the address in its import: what has become stale is invalidated for it, and added to the update. A file to watch makes an importer there: a page would be loaded again where the
 * importers between accept the update, so no source is named to it.
 */
import path from "node:path";
import type { UnpluginFactory, UnpluginInstance } from "unplugin" with { "resolution-mode": "import" };
import { isSource, type Service, Services } from "../service";
import { SetupError } from "../set-up";

export interface BundlerOptions {
  /** The tsconfig, or its folder, relative to the bundler's root. Default: for each module the nearest one that lists it, or one that this refers to. */
  readonly tsconfig?: string;
}

/** As much as is used here of the bundlers' own types: none of them is installed for this package. */
interface ViteConfig { readonly root: string; readonly command: string; readonly build: { readonly watch: unknown } }
interface ViteEnvironment { readonly name: string; readonly moduleGraph: { getModulesByFile(file: string): ReadonlySet<object> | undefined; invalidateModule(module: object): void } }
interface ViteServer { readonly environments: Readonly<Record<string, ViteEnvironment>>; readonly watcher: { add(files: readonly string[]): unknown } }
interface Vitest { readonly defineCacheKeyGenerator?: DefineKey; readonly experimental_defineCacheKeyGenerator?: DefineKey }
type DefineKey = (key: (module: { readonly id: string }) => false | undefined) => void;

/** Another version of the compiler makes something else of the same sources. */
const ownManifest = path.join(__dirname, "../../../package.json");

/** The path of a module that is compiled here: a source of the user's, and not what a query asks to be read as text, address or worker. */
function sourceOf(id: string): string | undefined {
  const [file = "", query] = id.split("?");
  return isSource(file) && (query === undefined || /^(t|v)=[^&]*$/.test(query)) ? path.normalize(file) : undefined;
}

const factory: UnpluginFactory<BundlerOptions | undefined, false> = (options = {}, meta) => {
  let root = process.cwd(), open = true;
  const services = new Services("bundler"), serviceOf = (file: string): Service => services.of(file, root, options.tsconfig, open);
  /** Of Vite's server: its environments (client, server), and the modules that each has to send anew. */
  const stale = new Map<ViteEnvironment, Set<object>>();
  let watcher: ViteServer["watcher"] | undefined;
  const refresh = (): void => {
    for (const file of services.refresh())
      for (const [{ moduleGraph }, modules] of stale)
        for (const module of moduleGraph.getModulesByFile(file.replaceAll("\\", "/")) ?? []) {
          moduleGraph.invalidateModule(module); // else it is served as it was, but for the addresses of its imports
          modules.add(module);
        }
  };

  return {
    name: "sansync",
    enforce: "pre",
    buildStart() {
      refresh();
    },
    watchChange() {
      refresh();
    },
    resolveId(specifier, importer) {
      // esbuild and Vite know the extensions of TypeScript; esbuild knows `paths` too.
      const from = importer === undefined ? undefined : sourceOf(importer);
      if (from === undefined || path.isAbsolute(specifier) || meta.framework === "esbuild" || (meta.framework === "vite" && specifier.startsWith(".")) || specifier.startsWith("\0")) return undefined;
      return serviceOf(from).resolve(specifier, from);
    },
    transform: {
      filter: { id: { include: /\.[mc]?tsx?($|\?)/, exclude: [/\.d\.[mc]?ts($|\?)/, /[\\/]node_modules[\\/]/] } },
      handler(text, id) {
        const file = sourceOf(id);
        if (file === undefined) return undefined;
        let service: Service;
        try {
          service = serviceOf(file);
        } catch (error) {
          if (error instanceof SetupError) return this.error({ message: error.message }), undefined;
          throw error;
        }
        watcher?.add(service.configFiles);
        const compiled = service.compile(file, text);
        if (compiled === undefined) return undefined;
        for (const { severity, code, message, line, column } of service.findings(file, false)) {
          const said = `${code} ${message}\n${file}:${line}:${column}`;
          if (severity === "error") this.error(said);
          else this.warn(said);
        }
        if (watcher === undefined) for (const dependency of [...service.dependencies(file), ownManifest]) this.addWatchFile(dependency);
        return { code: compiled.code, map: compiled.map === undefined ? null : { ...compiled.map, sourcesContent: compiled.map.sourcesContent } };
      },
    },
    esbuild: {
      onLoadFilter: /\.[mc]?tsx?$/,
      loader: (_code: string, id: string) => (/x$/.test(id) ? "jsx" : "js"),
    },
    // A cache on disk keeps modules over builds, by the files they depend on.
    webpack: (compiler) => { open = compiler.watchMode || (compiler.options.cache as { type?: string } | false | undefined || {}).type === "filesystem"; },
    rspack: () => { open = true; },
    rollup: { options() { open = this.meta.watchMode; } },
    rolldown: { options() { open = this.meta.watchMode; } },
    vite: {
      config: () => ({ optimizeDeps: { include: ["sansync", "sansync/internal/1"] } }),
      configResolved(config: ViteConfig) {
        root = config.root;
        open = config.command === "serve" || config.build.watch !== null;
      },
      // Vitest keeps modules on disk by their own text; ours depend on others.
      configureVitest(vitest: Vitest) {
        (vitest.defineCacheKeyGenerator ?? vitest.experimental_defineCacheKeyGenerator)?.(({ id }) => (sourceOf(id) === undefined ? undefined : false));
      },
      configureServer(server: ViteServer) {
        ({ watcher } = server);
        for (const environment of Object.values(server.environments)) stale.set(environment, new Set());
      },
      hotUpdate: {
        order: "pre",
        handler(this: { readonly environment: ViteEnvironment }, { modules }: { readonly modules: readonly object[] }) {
          refresh();
          const own = stale.get(this.environment), updated = new Set([...modules, ...own ?? []]);
          own?.clear();
          return [...updated];
        },
      },
    },
  };
};

export type Bundlers = UnpluginInstance<BundlerOptions | undefined, false>;

export function bundlerPlugins(): Bundlers {
  let unplugin: typeof import("unplugin", { with: { "resolution-mode": "import" } });
  try {
    // An ES module, which Node can require from 20.19 and 22.12 on.
    unplugin = require("unplugin") as typeof unplugin;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_REQUIRE_ESM") throw error;
    throw new SetupError("SY6023", `Node ${process.version} cannot require ES modules.`, "The plugin for bundlers stands on unplugin, which is one.", "Use Node 20.19, 22.12 or later.");
  }
  return unplugin.createUnplugin(factory);
}
