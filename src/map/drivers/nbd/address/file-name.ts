import type { ByteString } from '../../../basics/byte-string.ts';
import { Abort, Refusal } from '../../../basics/error.ts';
import type { Options } from '../../../options/options.ts';
import { inQemuOrder } from '../../../options/qemu-order.ts';
import type { OptionContext } from '../../../options/typed-options.ts';
import { parseGlibUrl } from './glib-url.ts';
import { parseHostSpec } from './host-spec.ts';
import { parseOwnUrl } from './own-url.ts';

/** The port of NBD. */
export const nbdPort = 10_809;

const clashing = /^(?:host|port|path|export|server\..*)$/s;
const exportMark = ':exportname=';

/**
 * Puts the options that the name of an export stands for into `options`: a URL, `nbd:unix:PATH` or `nbd:HOST:PORT`, both with
 * `:exportname=NAME`. A name that ends in that mark, and `nbd:` alone, stand for none.
 *
 * @throws Refusal
 * @throws Abort where qemu crashes
 */
export function parseNbdFileName(name: ByteString, options: Options, context: OptionContext): void {
  const clash = inQemuOrder(options.keys()).find(key => clashing.test(key));
  if (clash !== undefined) throw new Refusal(`Option '${clash}' cannot be used with a file name`);
  if (name.includes('://')) {
    parseUrl(name, options, context);
    return;
  }
  const at = name.indexOf(exportMark);
  const place = at < 0 ? name : name.slice(0, at);
  const exported = at < 0 ? undefined : name.slice(at + exportMark.length);
  if (exported === '') return;
  if (exported !== undefined) options.set('export', exported);
  if (!place.startsWith('nbd:')) throw new Refusal("File name string for NBD must start with 'nbd:'");
  const spec = place.slice('nbd:'.length);
  if (spec === '') return;
  if (spec.startsWith('unix:')) setServer(options, { type: 'unix', path: spec.slice('unix:'.length) });
  else setServer(options, { type: 'inet', ...parseHostSpec(spec, context.profile) });
}

function setServer(options: Options, server: Readonly<Record<string, ByteString>>): void {
  for (const [key, value] of Object.entries(server)) options.set(`server.${key}`, value);
}

function parseUrl(text: ByteString, options: Options, { profile, notice }: OptionContext): void {
  const malformed = new Refusal('No valid URL specified');
  const url = profile.nbdUrls === 'own' ? parseOwnUrl(text) : parseGlibUrl(text);
  if (url === undefined) throw malformed;
  const { scheme, host, port, path, parameters = [] } = url;
  const exported = path.replace(/^\//, '');
  if (scheme === 'nbd+unix') {
    if (url.parameters === undefined && profile.nbdUrls === 'glib') {
      notice("qemu-img: GLib: g_hash_table_lookup: assertion 'hash_table != NULL' failed\n");
    }
    const [parameter] = parameters;
    if (parameters.length !== 1 || host !== '' || port !== 0 || parameter!.name !== 'socket') throw malformed;
    if (parameter!.value === undefined) {
      throw new Abort('a socket without a value', 'Name the socket: nbd+unix:///?socket=PATH');
    }
    setServer(options, { type: 'unix', path: parameter!.value });
  } else if (scheme === 'nbd' || scheme === 'nbd+tcp') {
    if (parameters.length > 0 || host === '') throw malformed;
    setServer(options, { type: 'inet', host, port: String(port === 0 ? nbdPort : port) });
  } else throw malformed;
  if (exported !== '') options.set('export', exported);
}
