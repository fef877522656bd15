import {
  choice,
  int64,
  onOff,
  optional,
  required,
  text,
  uint32,
  uint64,
} from '../../../options/schema/schema.ts';
import { serverAddress } from '../../../options/schema/server-address.ts';
import type { OptionMembers } from './members.ts';

const hostFile: OptionMembers = {
  filename: required(text),
  'pr-manager': optional(text),
  locking: optional(choice('auto', 'on', 'off')),
  aio: optional(choice('threads', 'native', 'io_uring')),
  'aio-max-batch': optional(int64),
  'drop-cache': optional(onOff),
  'x-check-cache-dropped': optional(onOff),
};

const nothing: OptionMembers = {
  size: optional(int64),
  'latency-ns': optional(uint64),
  'read-zeroes': optional(onOff),
};

/** The options of the protocols that are in every build. */
export function protocolOptions(): Readonly<Record<string, OptionMembers>> {
  return {
    file: hostFile,
    host_cdrom: hostFile,
    host_device: hostFile,
    nbd: {
      server: required(serverAddress),
      export: optional(text),
      'tls-creds': optional(text),
      'tls-hostname': optional(text),
      'x-dirty-bitmap': optional(text),
      'reconnect-delay': optional(uint32),
      'open-timeout': optional(uint32),
    },
    'null-aio': nothing,
    'null-co': nothing,
    nvme: { device: required(text), namespace: required(int64) },
    vvfat: {
      dir: required(text),
      'fat-type': optional(int64),
      floppy: optional(onOff),
      label: optional(text),
      rw: optional(onOff),
    },
  };
}
