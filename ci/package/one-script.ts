import type { OutputAsset, OutputChunk, OutputOptions } from 'rolldown';

/** How the chunks of `oneScript` are to be made: all that the entry imports, other than by `import()`, is one of them. */
export const chunked: OutputOptions = {
  format: 'cjs',
  codeSplitting: { groups: [{ name: 'initial', tags: ['$initial'] }] },
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  minify: true,
};

/**
 * All chunks of a bundle as one script: a function of `exports`, `require` and `__filename`, as Node's own for a CommonJS module. Each
 * chunk is a function in it. V8 only looks over a function that isn't called, and code that it keeps has one entry for it. `import()`
 * gives what the chunk exports at once, not as a promise.
 */
export function oneScript(output: readonly (OutputChunk | OutputAsset)[]): string {
  const chunks = output.filter(({ type }) => type === 'chunk') as readonly OutputChunk[];
  const entry = chunks.find(({ isEntry }) => isEntry)!;
  return `(function(exports,require,__filename){
const chunks={${chunks.map(chunk => `${placeOf(chunk)}:(exports,require)=>{${bodyOf(chunk)}\n}`).join(',\n')}};
const loaded={};
const load=name=>{
if(!Object.hasOwn(chunks,name))return require(name);
if(!Object.hasOwn(loaded,name))chunks[name](loaded[name]={},load);
return loaded[name];
};
Object.assign(exports,load(${placeOf(entry)}))
})`;
}

/** How chunks name this one in `require`. */
function placeOf({ fileName }: OutputChunk): string {
  return JSON.stringify(`./${fileName}`);
}

const promised = /Promise\.resolve\(\)\.then\(\(\)=>(require\([^)]*\))\)/g;
/** At the end of a chunk, where what it exports has its value. */
const getter =
  /Object\.defineProperty\(exports,"(\w+)",\{enumerable:!0,get:function\(\)\{return (\w+)\}\}\)/g;

function bodyOf({ code, fileName, dynamicImports }: OutputChunk): string {
  const found = code.match(promised)?.length ?? 0;
  if (found < dynamicImports.length) throw new Error(`${fileName}: an import() has another form`);
  return code.replace(promised, '$1').replace(getter, 'exports.$1=$2');
}
