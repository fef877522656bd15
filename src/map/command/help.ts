/**
 * What `--help` prints, in words of our own and the same for every profile: qemu-img's text is its authors', changes
 * with every version, and before 10.1 is that of all its sub-commands. So it is the one text that is never compared, and
 * the place to tell of the options that are ours.
 */
export const help = `usage: map [OPTION]... FILE

Prints where the data of a disk image is: for each stretch whether it is data or
zeros, how deep in the backing chain it was found, and its offset in the file.

  -f, --format FMT         open FILE as this format; without it the format is probed
      --image-opts         FILE is a list KEY=VALUE,... of options; not together with -f
  -U, --force-share        open FILE even while a program may be writing to it
  -s, --start-offset SIZE  begin at this guest offset
  -l, --max-length SIZE    stop after this many bytes
      --output FORM        human (only stretches with data; the default) or json
      --object OBJECT      a password: secret,id=ID,data=TEXT or secret,id=ID,file=NAME
  -h, --help               print this and exit

A SIZE is a number of bytes, or a number and one of the suffixes k, M, G, T, P, E.

qemu-img has none of these:

      --profile VERSION    answer as the qemu-img of this version does, like 7.2
      --context CONTEXT    print what nbdinfo prints where qemu-nbd serves FILE:
                           base:allocation or qemu:allocation-depth
      --confine DIR        open files in this folder only; may be given several times
`;
