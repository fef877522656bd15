/** Takes what qemu writes to stderr while it goes on, such as warnings: whole lines, byte for byte. */
export type Notice = (text: string) => void;
