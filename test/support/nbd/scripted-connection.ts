import type { Socket } from 'node:net';
import type { NbdScript, Step } from './nbd-script.ts';

const optionMagic = 0x49484156454f5054n;
const optionReplyMagic = 0x3e889045565a9n;
const oldstyleMagic = 0x420281861253n;
const error = 0x80000000;
const reply = { ack: 1, server: 2, info: 3, context: 4, unsupported: error + 1, unknown: error + 6 };
const option = { name: 1, abort: 2, list: 3, go: 7, structured: 8, context: 10, extended: 11 };

function bytes(
  ...parts: readonly (readonly [bits: 16 | 32 | 64, value: number | bigint] | Uint8Array)[]
): Buffer {
  return Buffer.concat(
    parts.map(part => {
      if (part instanceof Uint8Array) return part;
      const [bits, value] = part;
      return Buffer.from(
        BigInt.asUintN(bits, BigInt(value))
          .toString(16)
          .padStart(bits / 4, '0'),
        'hex',
      );
    }),
  );
}

/** How often replies of the running script were given. */
const given = new Map<object, number>();

/** One client of a scripted server: waits for each message, and answers as the script says. */
export class ScriptedConnection {
  readonly #script: NbdScript;
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #more: (() => void) | undefined;
  #ended = false;
  #structured = false;
  #extended = false;

  constructor(script: NbdScript, socket: Socket) {
    this.#script = script;
    this.#socket = socket;
    const wake = (): void => this.#more?.();
    const end = (): void => {
      this.#ended = true;
      wake();
    };
    socket.on('error', end);
    socket.on('close', end);
    socket.on('end', end);
    socket.on('data', data => {
      this.#received = Buffer.concat([this.#received, data]);
      wake();
    });
  }

  /** Talks until either side ends the connection. */
  async talk(): Promise<void> {
    if (await this.#handshake()) while (await this.#request());
    this.#socket.end();
  }

  get #size(): bigint {
    return this.#script.size ?? BigInt(this.#script.content?.length ?? 0);
  }

  get #flags(): number {
    return this.#script.flags ?? 3;
  }

  async #read(length: number): Promise<Buffer | undefined> {
    while (this.#received.length < length) {
      if (this.#ended) return undefined;
      await new Promise<void>(resolve => {
        this.#more = resolve;
      });
    }
    const found = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return found;
  }

  /** Returns whether the conversation goes on. */
  async #handshake(): Promise<boolean> {
    const { greeting = 'fixed', omitsZeroes = true } = this.#script;
    if (typeof greeting === 'object') {
      this.#socket.write(Buffer.from(greeting.raw, 'hex'));
      return false;
    }
    const start = Buffer.from('NBDMAGIC');
    if (greeting === 'oldstyle') {
      this.#socket.write(
        bytes(start, [64, oldstyleMagic], [64, this.#size], [32, this.#flags], Buffer.alloc(124)),
      );
      return true;
    }
    const offered = (greeting === 'fixed' ? 1 : 0) | (omitsZeroes ? 2 : 0);
    this.#socket.write(bytes(start, [64, optionMagic], [16, offered]));
    if ((await this.#read(4)) === undefined) return false;
    for (;;) {
      const head = await this.#read(16);
      if (head === undefined) return false;
      const kind = head.readUInt32BE(8);
      const payload = await this.#read(head.readUInt32BE(12));
      if (payload === undefined || kind === option.abort) return false;
      const end = await this.#answerOption(kind, payload);
      if (end !== undefined) return end;
    }
  }

  /** Returns whether requests follow, or undefined if further options do. */
  async #answerOption(kind: number, payload: Buffer): Promise<boolean | undefined> {
    const script = this.#script;
    const said = script.options?.[kind];
    if (said !== undefined) {
      for (const step of said)
        if (!(await this.#say(step, one => this.#reply(kind, one.type, one.data)))) return false;
      if (kind !== option.go) return undefined;
      return said.some(step => typeof step === 'object' && 'type' in step && step.type === 1)
        ? true
        : undefined;
    }
    switch (kind) {
      case option.name:
        this.#socket.write(
          bytes([64, this.#size], [16, this.#flags], Buffer.alloc(script.omitsZeroes === false ? 124 : 0)),
        );
        return true;
      case option.list: {
        const name = Buffer.from(script.exportName ?? '');
        this.#reply(kind, reply.server, bytes([32, name.length], name).toString('hex'));
        this.#reply(kind, reply.ack);
        return undefined;
      }
      case option.structured:
        this.#structured = script.structured !== false;
        this.#reply(kind, this.#structured ? reply.ack : reply.unsupported);
        return undefined;
      case option.extended:
        this.#extended = script.extended === true;
        this.#structured ||= this.#extended;
        this.#reply(kind, this.#extended ? reply.ack : reply.unsupported);
        return undefined;
      case option.context: {
        const at = 4 + payload.readUInt32BE(0) + 4;
        const name = payload.subarray(at + 4, at + 4 + payload.readUInt32BE(at));
        if (script.contexts?.includes(name.toString()) !== false) {
          this.#reply(kind, reply.context, bytes([32, 1], name).toString('hex'));
        }
        this.#reply(kind, reply.ack);
        return undefined;
      }
      case option.go:
        return this.#go(payload);
      default:
        this.#reply(kind, reply.unsupported);
        return undefined;
    }
  }

  #go(payload: Buffer): boolean | undefined {
    const { knowsGo = true, exportName, blockSizes, sizeFirst = true } = this.#script;
    const name = payload.subarray(4, 4 + payload.readUInt32BE(0)).toString();
    if (!knowsGo || (exportName !== undefined && name !== exportName)) {
      this.#reply(option.go, knowsGo ? reply.unknown : reply.unsupported);
      return undefined;
    }
    const size = bytes([16, 0], [64, this.#size], [16, this.#flags]);
    const sizes = blockSizes?.map(value => [32, value] as const) ?? [];
    const infos = sizes.length === 0 ? [size] : [size, bytes([16, 3], ...sizes)];
    for (const info of sizeFirst ? infos : infos.toReversed()) {
      this.#reply(option.go, reply.info, info.toString('hex'));
    }
    this.#reply(option.go, reply.ack);
    return true;
  }

  #reply(kind: number, type: number, data = ''): void {
    const payload = Buffer.from(data, 'hex');
    this.#socket.write(bytes([64, optionReplyMagic], [32, kind], [32, type], [32, payload.length], payload));
  }

  /** Returns whether the conversation goes on. */
  async #say(step: Step, whole: (one: Extract<Step, { type: number }>) => void): Promise<boolean> {
    if (step === 'close') return false;
    if (step === 'hang') {
      await this.#read(Number.POSITIVE_INFINITY);
      return false;
    }
    if ('raw' in step) this.#socket.write(Buffer.from(step.raw, 'hex'));
    else if ('type' in step) whole(step);
    return true;
  }

  async #request(): Promise<boolean> {
    const head = await this.#read(this.#extended ? 32 : 28);
    if (head === undefined) return false;
    const command = head.readUInt16BE(6);
    const cookie = head.readBigUInt64BE(8);
    const offset = Number(head.readBigUInt64BE(16));
    const length = this.#extended ? Number(head.readBigUInt64BE(24)) : head.readUInt32BE(24);
    if (command === 2) return false;
    const name = command === 0 ? 'read' : 'status';
    const steps = this.#replyAt(name, offset);
    for (const step of steps ?? this.#usual(name, offset, length)) {
      if (typeof step === 'object' && 'simpleError' in step) this.#simple(cookie, step.simpleError);
      else if (!(await this.#say(step, one => this.#chunk(cookie, offset, one)))) return false;
    }
    return true;
  }

  #replyAt(name: 'read' | 'status', offset: number): readonly Step[] | undefined {
    const reply = this.#script.replies?.find(one => one.command === name && one.at === offset);
    if (reply === undefined) return undefined;
    const times = given.get(reply) ?? 0;
    given.set(reply, times + 1);
    return times < (reply.times ?? Number.POSITIVE_INFINITY) ? reply.steps : undefined;
  }

  #usual(name: 'read' | 'status', offset: number, length: number): readonly Step[] {
    if (name === 'read') {
      const data = Buffer.alloc(length);
      data.set((this.#script.content ?? data).subarray(offset, offset + length).subarray(0, length));
      if (this.#structured) return [{ type: 1, data: bytes([64, offset], data).toString('hex') }];
      return [{ simpleError: 0 }, { raw: data.toString('hex') }];
    }
    const { stretches = [[Number(this.#size), 0]] } = this.#script;
    let end = 0;
    for (const [bytesOfIt, flags] of stretches) {
      end += bytesOfIt;
      if (end > offset) return [this.#status(Math.min(end - offset, length), flags)];
    }
    return [this.#status(length, 0)];
  }

  #status(length: number, flags: number): Step {
    const data = this.#extended
      ? bytes([32, 1], [32, 1], [64, length], [64, flags])
      : bytes([32, 1], [32, Math.min(length, 0xffffffff)], [32, flags]);
    return { type: this.#extended ? 6 : 5, data: data.toString('hex') };
  }

  #simple(cookie: bigint, number: number): void {
    this.#socket.write(bytes([32, 0x67446698], [32, number], [64, cookie]));
  }

  #chunk(
    cookie: bigint,
    offset: number,
    { type, flags = 1, data = '', sent, length = data.length / 2 }: Extract<Step, { type: number }>,
  ): void {
    const payload = Buffer.from(data, 'hex');
    const chunk = this.#extended
      ? bytes([32, 0x6e8a278c], [16, flags], [16, type], [64, cookie], [64, offset], [64, length], payload)
      : bytes([32, 0x668e33ef], [16, flags], [16, type], [64, cookie], [32, length], payload);
    this.#socket.write(chunk.subarray(0, sent));
  }
}
