/** Takes what qemu writes to stderr while it goes on, byte for byte. */
export type Notice = (text: string) => void;
