/**
 * The text of `--help` of a command such as `map-parity map`: our own words, the same for every profile. The text of qemu-img belongs to its authors, changes
 * with every version, and before 10.1 describes all subcommands; so tests compare only that a usage is printed.
 */
export const helpOf = (command: string): string => `usage: ${command} [OPTION]... FILE

Prints where a disk image has its data: for each range whether it is data or zeros,
its depth in the backing chain, and its offset in the file.

  -f, --format FMT         the format of FILE; by default it is probed
      --image-opts         FILE is a list of options KEY=VALUE,...; not together with -f
  -U, --force-share        open FILE even if another program may write to it
  -s, --start-offset SIZE  start at this guest offset
  -l, --max-length SIZE    map at most this many bytes
      --output FORM        json, or human (the default: only ranges with data)
      --object OBJECT      a password: secret,id=ID,data=TEXT or secret,id=ID,file=NAME
  -h, --help               print this help and exit

SIZE is a number of bytes, or a number with one of the suffixes k, M, G, T, P, E.

Options that qemu-img does not have:

      --profile VERSION    answer as this version of qemu-img does, for example 7.2
      --context CONTEXT    print what nbdinfo prints when qemu-nbd serves FILE:
                           base:allocation, qemu:allocation-depth or
                           qemu:dirty-bitmap:NAME
      --totals             with --context: what its blocks amount to, as nbdinfo --totals
      --confine DIR        open only files in this folder; may be given several times

Examples:
  ${command} --output=json top.qcow2
  ${command} -s 1G -l 64M --output=json --profile 7.2 top.qcow2
  ${command} --context=qemu:allocation-depth top.qcow2
`;
