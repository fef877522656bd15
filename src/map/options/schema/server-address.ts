import type { Profile } from '../../profile/profile.ts';
import { type Member, onOff, optional, required, type Schema, text, uint16, uint32 } from './schema.ts';

const hasTimes = (profile: Profile): boolean => profile.keepAliveTimes;

/** The address of a port (InetSocketAddress of sockets.json). */
export const inetAddress: Readonly<Record<string, Member>> = {
  host: required(text),
  port: required(text),
  numeric: optional(onOff),
  to: optional(uint16),
  ipv4: optional(onOff),
  ipv6: optional(onOff),
  'keep-alive': optional(onOff),
  'keep-alive-count': optional(uint32, hasTimes),
  'keep-alive-idle': optional(uint32, hasTimes),
  'keep-alive-interval': optional(uint32, hasTimes),
  mptcp: optional(onOff, profile => profile.mptcp),
};

/** The address of a server (SocketAddress of sockets.json). */
export const serverAddress: Schema = {
  kind: 'members',
  members: { type: required(text) },
  variants: {
    by: 'type',
    members: {
      inet: inetAddress,
      unix: { path: required(text), abstract: optional(onOff), tight: optional(onOff) },
      vsock: { cid: required(text), port: required(text) },
      fd: { str: required(text) },
    },
  },
};
